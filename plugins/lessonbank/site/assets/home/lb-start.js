/* <lb-start> lays a play button over a film until it plays. Needs <lb-player>. */
(() => {
  "use strict";
  if (customElements.get("lb-start")) return;

  class LbStart extends HTMLElement {
    connectedCallback() {
      const video = this.querySelector("video");
      const button = this.querySelector("button");
      button.hidden = false;
      video.controls = false;
      button.addEventListener("click", () => video.play().catch((error) => console.debug(error.message)));
      video.addEventListener("play", () => {
        video.controls = true;
        if (document.activeElement === button) video.focus();
        button.hidden = true;
      });
    }
  }

  customElements.define("lb-start", LbStart);
})();
