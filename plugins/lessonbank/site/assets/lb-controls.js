/* <lb-controls> works the film of its <lb-clip>: steps, speed, width, picture in picture, the
   described version, and the address and code of the second being shown. */
(() => {
  "use strict";
  if (customElements.get("lb-controls")) return;

  const { clock, gettext: _, keep, kept } = lessonbank;
  const SKIP = 5;

  const pressed = (button) => button.getAttribute("aria-pressed") === "true";
  const press = (button, on) => button.setAttribute("aria-pressed", String(on));

  class LbControls extends HTMLElement {
    /** @type {HTMLVideoElement} */
    video;
    /** @type {string | undefined} The film without its description. */
    plain;

    connectedCallback() {
      this.clip = this.closest("lb-clip");
      this.video = this.clip.querySelector("video");
      this.code = this.querySelector(".lb-code");
      this.addEventListener("click", (event) => this.#do(event));
      this.video.addEventListener("timeupdate", () => this.#tell());
      this.#speed(this.querySelector("select"));
      this.#picture();
      this.wide(this.querySelector("[data-do=wide]"), kept("wide") === "yes");
      this.#tell();
    }

    #do({ target }) {
      const button = target.closest("button[data-do]");
      if (button) this[button.dataset.do](button);
    }

    previousChapter() {
      this.clip.step("chapters", -1);
    }

    nextChapter() {
      this.clip.step("chapters", 1);
    }

    previousMoment() {
      this.clip.step("moments", -1);
    }

    nextMoment() {
      this.clip.step("moments", 1);
    }

    back() {
      this.video.currentTime = Math.max(0, this.video.currentTime - SKIP);
    }

    ahead() {
      this.video.currentTime = Math.min(this.video.duration, this.video.currentTime + SKIP);
    }

    wide(button, on = !pressed(button)) {
      press(button, on);
      this.clip.toggleAttribute("data-wide", on);
      keep("wide", on ? "yes" : "no");
    }

    float() {
      const leaving = document.pictureInPictureElement === this.video;
      const done = leaving ? document.exitPictureInPicture() : this.video.requestPictureInPicture();
      done.catch((error) => this.#say(error.message));
    }

    /** The other version goes on at the same second, playing if this one was. */
    described(button) {
      const { currentTime, paused } = this.video;
      this.plain ??= this.video.currentSrc;
      press(button, !pressed(button));
      this.video.addEventListener("loadedmetadata", () => this.#resume(currentTime, paused), { once: true });
      this.video.src = pressed(button) ? this.#version(button.dataset) : this.plain;
      this.#say(pressed(button) ? _("Audio description on") : _("Audio description off"));
    }

    copyLink() {
      const time = Math.floor(this.video.currentTime);
      this.#copy(`${location.href.split("#")[0]}#t=${time}`, _("Link copied"));
    }

    copyCode() {
      this.#copy(this.code.textContent, _("Code copied"));
    }

    #version({ src, small }) {
      return matchMedia("(max-width: 40em)").matches ? small : src;
    }

    #resume(time, paused) {
      this.video.currentTime = time;
      this.video.playbackRate = Number(this.querySelector("select").value);
      if (!paused) this.video.play().catch((error) => console.debug(error.message));
    }

    /** Where the clipboard is refused, the words stand ready to be copied by hand. */
    async #copy(words, done) {
      const field = this.querySelector(".lb-copy");
      try {
        await navigator.clipboard.writeText(words);
        field.hidden = true;
        this.#say(done);
      } catch (error) {
        console.debug(error);
        field.hidden = false;
        field.querySelector("input").value = words;
        field.querySelector("input").select();
      }
    }

    #speed(select) {
      select.addEventListener("change", () => {
        this.video.playbackRate = Number(select.value);
      });
    }

    #picture() {
      this.querySelector("[data-do=float]").hidden = !document.pictureInPictureEnabled;
    }

    #tell() {
      this.code.textContent = `${this.dataset.code} @ ${clock(this.video.currentTime)}`;
    }

    #say(words) {
      this.clip.status.textContent = words;
    }
  }

  customElements.define("lb-controls", LbControls);
})();
