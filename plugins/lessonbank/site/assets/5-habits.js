/* The speed of films and whether captions are shown, kept from film to film and from page to page. */
(() => {
  "use strict";
  if (lessonbank.habits !== undefined) return;

  const { captions, keep, kept, stored } = lessonbank;
  const [SLOWEST, FASTEST] = [0.25, 4];
  const seen = new WeakSet();

  const speed = () => {
    const rate = Number(kept("speed"));
    return rate >= SLOWEST && rate <= FASTEST ? rate : 1;
  };

  /** Apply the reader's speed and captions to a film. */
  const take = (video) => {
    video.defaultPlaybackRate = video.playbackRate = speed();
    captions.show(video);
    if (seen.has(video)) return;
    seen.add(video);
    video.addEventListener("ratechange", () => {
      if (video.playbackRate !== speed()) keep("speed", String(video.playbackRate));
    });
    video.textTracks.addEventListener("change", () => captions.learn(video));
  };

  const isReady = (video) => video.readyState >= HTMLMediaElement.HAVE_METADATA;

  lessonbank.habits = take;
  stored.then(() => {
    // Media events do not bubble, so listen in the capture phase.
    document.addEventListener("loadedmetadata", ({ target }) => target instanceof HTMLVideoElement && take(target), true);
    for (const video of document.querySelectorAll("video")) if (isReady(video)) take(video);
  });
})();
