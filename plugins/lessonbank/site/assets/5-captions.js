/* `lessonbank.captions` knows the language of captions that the reader chose on this device, and shows
   it. An address may ask for a language: `?language=cy`. */
(() => {
  "use strict";
  if (lessonbank.captions !== undefined) return;

  let asked = new URLSearchParams(location.search).get("language");

  const primary = (tag) => tag.toLowerCase().split("-")[0];

  /** Return the tag of `tags` that the reader wants, or undefined. */
  const wanted = (tags) => {
    const tag = asked ?? lessonbank.kept("language");
    if (!tag) return undefined;
    return tags.find((each) => each.toLowerCase() === tag.toLowerCase()) ?? tags.find((each) => primary(each) === primary(tag));
  };

  const tracks = (video) => [...video.textTracks].filter(({ kind }) => kind === "captions" || kind === "subtitles");
  const shown = (video) => tracks(video).find(({ mode }) => mode === "showing");
  const isOn = () => lessonbank.kept("captions") !== "off";

  /** Return the captions to show when they are on: in the reader's language, or else the film's. */
  const chosen = (video) => {
    const all = tracks(video);
    const language = wanted(all.map((track) => track.language));
    return all.find((track) => track.language === language) ?? video.querySelector("track[default]")?.track ?? null;
  };

  /** Show the captions that the reader wants. Browsers themselves show the only ones. */
  const show = (video) => {
    const all = tracks(video);
    const pick = isOn() ? chosen(video) : null;
    if (pick && all.length < 2) return;
    for (const track of all) {
      const mode = track === pick ? "showing" : "disabled";
      if (track.mode !== mode) track.mode = mode;
    }
  };

  /** Remember a language, from now on and for other pages. */
  const choose = (language) => {
    asked = null;
    lessonbank.keep("language", language);
  };

  /** Switch the captions of a film on or off. */
  const turn = (video, on) => {
    lessonbank.keep("captions", on ? "on" : "off");
    const pick = chosen(video) ?? tracks(video)[0];
    for (const track of tracks(video)) track.mode = on && track === pick ? "showing" : "disabled";
  };

  /** Remember what the browser's own menu chose. */
  const learn = (video) => {
    const now = shown(video);
    if (tracks(video).length && Boolean(now) !== isOn()) lessonbank.keep("captions", now ? "on" : "off");
    if (now && tracks(video).length > 1 && now !== chosen(video)) choose(now.language);
  };

  lessonbank.captions = { choose, chosen, isOn, learn, show, shown, tracks, turn, wanted };
})();
