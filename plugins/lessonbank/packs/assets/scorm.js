/* Reports to a learning platform (SCORM 1.2) that a film was watched, and for how long the page was
   open. A page without a platform around it works all the same. */
(() => {
  "use strict";

  /** The share of a film that counts as watched. */
  const ENOUGH = 0.9;
  /** Frames between the page and the platform at most. */
  const MOST = 20;
  const DONE = ["completed", "passed"];
  const opened = Date.now();

  /** Return the platform's object in a window or in those around it. */
  const above = (start) => {
    let here = start;
    for (let step = 0; here && step < MOST; step += 1) {
      try {
        if (here.API) return here.API;
      } catch (error) {
        console.debug(error); // A window of another site tells nothing.
      }
      if (here.parent === here) return null;
      here = here.parent;
    }
    return null;
  };

  /** Time as the standard writes it: 0000:01:15.25. */
  const written = (seconds) => {
    const two = (number) => String(number).padStart(2, "0");
    const whole = Math.floor(seconds);
    const part = two(Math.floor((seconds - whole) * 100));
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return `${String(hours).padStart(4, "0")}:${two(minutes)}:${two(whole % 60)}.${part}`;
  };

  const api = above(window) ?? above(window.opener);
  if (!api || String(api.LMSInitialize("")) !== "true") return;

  let isDone = DONE.includes(api.LMSGetValue("cmi.core.lesson_status"));
  let isOver = false;

  const say = (status) => {
    api.LMSSetValue("cmi.core.lesson_status", status);
    api.LMSCommit("");
  };

  const done = () => {
    if (isDone || isOver) return;
    isDone = true;
    say("completed");
  };

  /** Return the seconds of a film that were played, each counted once. */
  const watched = ({ played }) => {
    let sum = 0;
    for (let at = 0; at < played.length; at += 1) sum += played.end(at) - played.start(at);
    return sum;
  };

  const finish = () => {
    if (isOver) return;
    isOver = true;
    api.LMSSetValue("cmi.core.session_time", written((Date.now() - opened) / 1000));
    api.LMSCommit("");
    api.LMSFinish("");
  };

  if (!isDone) say("incomplete");
  const reel = document.querySelector("lb-reel");
  reel?.addEventListener("reelend", done);
  for (const video of reel ? [] : document.querySelectorAll("video")) {
    video.addEventListener("ended", done);
    video.addEventListener("timeupdate", () => watched(video) >= ENOUGH * video.duration && done());
  }
  window.addEventListener("pagehide", finish);
})();
