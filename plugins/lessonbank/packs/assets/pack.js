/* Runs first in the head of each page of a pack. The page is hidden, and stays so unless the day is
   one on which the pack may be used, and the recall list is sound. Else a notice takes its place. */
(() => {
  "use strict";
  const { first, last, over, early, about, recall } = lessonbankPack;
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

  const noticeOf = ([title, ...lines]) => {
    const notice = document.createElement("main");
    notice.className = "lb-pack";
    notice.append(line("h1", title));
    notice.append(...lines.map((words) => line("p", words)));
    notice.append(...about.map((words) => line("small", words)));
    const body = document.createElement("body");
    body.append(notice);
    return body;
  };

  const show = (body) => {
    if (document.querySelector(".lb-pack")) return;
    const own = body.dataset.lbStyle;
    if (own === undefined) body.removeAttribute("style");
    else body.setAttribute("style", own);
  };

  /* The rest of the page goes into a body that is no part of the document: none of its scripts runs. */
  const shut = (body, words) => {
    if (document.querySelector(".lb-pack")) return;
    body.replaceWith(noticeOf(words));
    document.title = words[0];
  };

  const ready = new Promise((done) => {
    document.addEventListener("DOMContentLoaded", done, { once: true });
  });

  /* A newer list: hide what it recalls, and show the rest once all is read and the list is checked. */
  const obey = (body) => {
    if (typeof lessonbankHiding === "undefined" || typeof lessonbankItems === "undefined") return shut(body, recall.part);
    const hiding = lessonbankHiding(lessonbankItems, lessonbankList);
    if (hiding.isGone(location.href)) return shut(body, recall.gone);
    const close = (words) => {
      hiding.stop();
      for (const film of document.querySelectorAll("video, audio")) film.remove();
      shut(document.body, words);
    };
    hiding.watch(() => close(recall.part));
    return Promise.all([lessonbankList.genuine, ready]).then(([isGenuine]) => {
      hiding.finish();
      if (isGenuine) show(document.body);
      else close(recall.unfit);
    });
  };

  const decide = (body) => {
    if (!isAllowed()) shut(body, today() < first ? early : over);
    else if (!lessonbankList.isFit) shut(body, recall.unfit);
    else if (lessonbankList.items) obey(body);
    else show(body);
  };

  root.classList.add("lb-pack-checked");
  new MutationObserver((_, observer) => {
    const { body } = document;
    if (!body) return;
    observer.disconnect();
    decide(body);
  }).observe(root, { childList: true });

  /* A page may stay open over the last day, or come back from the browser's memory. */
  const again = () => {
    if (!document.querySelector(".lb-pack") && !isAllowed()) location.reload();
  };
  window.addEventListener("pageshow", again);
  document.addEventListener("visibilitychange", again);
})();
