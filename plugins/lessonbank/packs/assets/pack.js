/* Runs first in the head of each page of a pack. The page is hidden, and stays so unless the day is
   one on which the pack may be used. Else a notice takes the place of the page. */
(() => {
  "use strict";
  const { first, last, over, early, about } = lessonbankPack;
  const root = document.documentElement;

  const two = (number) => String(number).padStart(2, "0");
  const today = () => {
    const now = new Date();
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };
  const isAllowed = () => first <= today() && today() <= last;

  const line = (tag, words) => {
    const element = document.createElement(tag);
    element.textContent = words;
    return element;
  };

  const shut = ([title, ...lines]) => {
    const notice = document.createElement("main");
    notice.className = "lb-pack";
    notice.append(line("h1", title));
    notice.append(...lines.map((words) => line("p", words)));
    notice.append(...about.map((words) => line("small", words)));
    const body = document.createElement("body");
    body.append(notice);
    for (const former of root.querySelectorAll(":scope > body")) former.remove();
    root.append(body);
    document.title = title;
  };

  const show = () => {
    const { body } = document;
    const own = body.dataset.lbStyle;
    if (own === undefined) body.removeAttribute("style");
    else body.setAttribute("style", own);
  };

  root.classList.add("lb-pack-checked");
  if (!isAllowed()) {
    window.stop(); // Nothing more of the page is read.
    shut(today() < first ? early : over);
    return;
  }

  new MutationObserver((_, observer) => {
    if (!document.body) return;
    observer.disconnect();
    show();
  }).observe(root, { childList: true });

  /* A page may stay open over the last day, or come back from the browser's memory. */
  const again = () => {
    if (!isAllowed()) location.reload();
  };
  window.addEventListener("pageshow", again);
  document.addEventListener("visibilitychange", again);
})();
