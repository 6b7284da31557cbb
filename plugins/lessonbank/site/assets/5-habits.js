/* The speed of films and whether captions are shown, kept from film to film and from page to page. */
(() => {
  "use strict";
  if (lessonbank.habits !== undefined) return;

  const { keep, kept, stored } = lessonbank;
  const [SLOWEST, FASTEST] = [0.25, 4];
  const seen = new WeakSet();

  const speed = () => {
    const rate = Number(kept("speed"));
    return rate >= SLOWEST && rate <= FASTEST ? rate : 1;
  };

  const captions = (video) => [...video.textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
  const shown = (video) => captions(video).some(({ mode }) => mode === "showing");

  const wanted = () => kept("captions") !== "off";

  const show = (video) => {
    if (!wanted()) for (const track of captions(video)) track.mode = "disabled";
  };

  /** Apply the reader's speed and captions to a film. */
  const take = (video) => {
    video.defaultPlaybackRate = video.playbackRate = speed();
    show(video);
    if (seen.has(video)) return;
    seen.add(video);
    video.addEventListener("ratechange", () => {
      if (video.playbackRate !== speed()) keep("speed", String(video.playbackRate));
    });
    video.textTracks.addEventListener("change", () => {
      if (captions(video).length && shown(video) !== wanted()) keep("captions", shown(video) ? "on" : "off");
    });
  };

  const isReady = (video) => video.readyState >= HTMLMediaElement.HAVE_METADATA;

  lessonbank.habits = take;
  stored.then(() => {
    // Media events do not bubble, so listen in the capture phase.
    document.addEventListener("loadedmetadata", ({ target }) => target instanceof HTMLVideoElement && take(target), true);
    for (const video of document.querySelectorAll("video")) if (isReady(video)) take(video);
  });
})();
