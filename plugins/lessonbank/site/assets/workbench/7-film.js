/* Pictures, loudness and identity of a film: `lessonbank.film`. No part of the film is kept. */
(() => {
  "use strict";
  if (lessonbank.film !== undefined) return;

  /** Bytes of a film's head that its digest is made of, and of the largest file to hear as a whole. */
  const [HEAD, HEARD] = [1 << 20, 400 << 20];
  /** Samples a second to decode to, and the longest sound in seconds. */
  const [RATE, LONGEST] = [8000, 5400];
  /** Frames to see before their length is told. */
  const FRAMES = 12;

  /** Return the digest of a film's first bytes: FNV-1a from two starts, as 16 digits. Enough to know
      a film again; it protects nothing. */
  const digest = async (file) => {
    const bytes = new Uint8Array(await file.slice(0, HEAD).arrayBuffer());
    let [one, other] = [0x811c9dc5, 0x050c5d1f];
    for (const byte of bytes) {
      one = Math.imul(one ^ byte, 0x01000193);
      other = Math.imul(other ^ byte ^ 0x5a, 0x01000193);
    }
    return [one, other].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
  };

  const FILM = /\.(?:mp4|m4v|mov|webm|mkv|ogv|mp3|m4a|wav|ogg|opus)$/i;
  /** Return whether a file may be a film or sound. Some systems give no type. */
  const isFilm = (file) => /^(?:video|audio)\//.test(file.type) || FILM.test(file.name);

  const known = async (file) => ({ name: file.name, size: file.size, digest: await digest(file) });
  const isSame = (one, other) => Boolean(one && other) && one.size === other.size && one.digest === other.digest;

  const arrives = (video, type) =>
    new Promise((settle) => {
      for (const each of [type, "error"]) video.addEventListener(each, () => settle(each === type), { once: true });
    });

  /** Yield canvases of a film at even times. The film's own player is left alone. */
  async function* pictures(address, count, height) {
    const video = document.createElement("video");
    Object.assign(video, { muted: true, preload: "auto", src: address });
    if (!(await arrives(video, "loadeddata")) || !video.videoWidth) return;
    for (let number = 0; number < count; number += 1) {
      const arrived = arrives(video, "seeked");
      video.currentTime = ((number + 0.5) * video.duration) / count;
      if (!(await arrived)) return;
      const canvas = document.createElement("canvas");
      canvas.height = height;
      canvas.width = Math.round((height * video.videoWidth) / video.videoHeight);
      canvas.getContext("2d")?.drawImage(video, 0, 0, canvas.width, canvas.height);
      yield canvas;
    }
    video.removeAttribute("src");
    video.load();
  }

  /** Return how loud a film is at `count` even times, from 0 to 1; null if it cannot be heard whole. */
  const loudness = async (file, length, count) => {
    if (file.size > HEARD || length > LONGEST) return null;
    try {
      const context = new OfflineAudioContext(1, 1, RATE);
      const sound = await context.decodeAudioData(await file.arrayBuffer());
      const samples = sound.getChannelData(0);
      const step = Math.max(1, Math.floor(samples.length / count));
      const peaks = Array.from({ length: count }, (_, index) => {
        let most = 0;
        for (let at = index * step; at < Math.min((index + 1) * step, samples.length); at += 1) most = Math.max(most, Math.abs(samples[at]));
        return most;
      });
      const top = Math.max(...peaks, 0.01);
      return peaks.map((each) => each / top);
    } catch (error) {
      console.debug(error);
      return null;
    }
  };

  /** Draw loudness as a canvas. */
  const wave = (loud) => {
    const canvas = Object.assign(document.createElement("canvas"), { className: "lb-wave", width: loud.length, height: 40 });
    const context = canvas.getContext("2d");
    if (!context) return canvas;
    context.fillStyle = getComputedStyle(document.body).color;
    for (const [at, each] of loud.entries()) context.fillRect(at, 20 - 19 * each, 1, Math.max(1, 38 * each));
    return canvas;
  };

  /** Tell how long a frame is, in seconds, as soon as some were shown one after the other. */
  const watchFrames = (video, tell) => {
    if (!video.requestVideoFrameCallback) return;
    let [before, least, seen] = [0, Infinity, 0];
    const look = (_now, { mediaTime }) => {
      const apart = mediaTime - before;
      before = mediaTime;
      if (apart > 0.005 && apart < 0.5) {
        least = Math.min(least, apart);
        seen += 1;
        if (seen >= FRAMES) tell(least);
      }
      if (seen < FRAMES) video.requestVideoFrameCallback(look);
    };
    video.addEventListener("loadedmetadata", () => {
      [before, least, seen] = [0, Infinity, 0];
      video.requestVideoFrameCallback(look);
    });
  };

  lessonbank.film = { isFilm, isSame, known, loudness, pictures, watchFrames, wave };
})();
