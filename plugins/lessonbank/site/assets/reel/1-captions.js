/* `lessonbank.giveCaptions` gives a film the captions of a part of a reel. */
(() => {
  "use strict";
  if (lessonbank.giveCaptions !== undefined) return;

  const { captions, gettext: _ } = lessonbank;

  /** @param {HTMLVideoElement} video */
  lessonbank.giveCaptions = (video, part) => {
    const { language, name, translations = [] } = part;
    const all = [...(part.captions ? [[language, name || _("Captions"), part.captions]] : []), ...translations];
    const shown = captions.wanted(all.map(([each]) => each)) ?? (part.captions ? language : undefined);
    video.replaceChildren(
      ...all.map(([srclang, label, src]) =>
        Object.assign(document.createElement("track"), { kind: "captions", label, srclang, src, default: captions.isOn() && srclang === shown }),
      ),
    );
  };
})();
