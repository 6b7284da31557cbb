/* Runs in mine/store.html, which pages of a bank in a folder open in a hidden frame: its drawer is
   the one that they share. It answers the page around it, and only in a folder: on a host every
   page has the drawer, and no other site is told what is in it. */
(() => {
  "use strict";
  if (window.parent === window || location.protocol !== "file:") return;

  const { drawer } = lessonbank;
  /** Characters of a name and of a text. */
  const [LONGEST_NAME, LONGEST] = [200, 200_000];

  const tell = (what, more) => window.parent.postMessage({ lessonbank: what, ...more }, "*");
  const tellAll = () => tell("all", { works: drawer.works(), entries: drawer.all() });
  const isName = (name) => typeof name === "string" && name.length <= LONGEST_NAME;
  const isText = (value) => value === null || (typeof value === "string" && value.length <= LONGEST);

  const put = ({ name, value }) => {
    if (!isName(name) || !isText(value)) return;
    if (drawer.put(name, value)) return;
    const before = new Map(drawer.all()).get(name) ?? null;
    tell("refused", { name, value: before });
  };

  window.addEventListener("message", ({ source, data }) => {
    if (source !== window.parent) return;
    if (data?.lessonbank === "put") put(data);
    if (data?.lessonbank === "all") tellAll();
  });
  drawer.heard((name, value) => tell("changed", { name, value }));
  tellAll();
})();
