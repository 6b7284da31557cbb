/* The tag sets of the page, and buttons for tags: `lessonbank.tagSets(element)` reads what the page holds,
   and `lessonbank.tagButtons(tags, groups)` returns groups of buttons and the keys that press them. */
(() => {
  "use strict";
  if (lessonbank.tagSets !== undefined) return;

  const { gettext: _, make } = lessonbank;
  /** Keys of tags; the others play the film. */
  const SIGNS = [..."123456789qwertyuopasdfghzxcvbnm"];

  const tagOf = (element, group) => {
    const { id, kind, lead, lag, colour, who } = element.dataset;
    const { group: name = "", exclusive } = group.dataset;
    const rest = { lead: Number(lead), lag: Number(lag), colour, who: who ? who.split("\n") : [] };
    return { id, label: element.textContent, kind, group: name, exclusive: exclusive !== undefined, about: element.title, ...rest };
  };

  /** Return `[{id, tags, groups}]`; `groups` are labels by id. */
  const tagSets = (element) =>
    [...element.querySelectorAll("[data-tagset]")].map((set) => {
      const groups = [...set.querySelectorAll("[data-group]")];
      return {
        id: set.dataset.tagset,
        tags: groups.flatMap((group) => [...group.children].map((tag) => tagOf(tag, group))),
        groups: Object.fromEntries(groups.map((group) => [group.dataset.group, group.dataset.label])),
      };
    });

  const button = (tag, key) => {
    const found = make("button", { type: "button", className: "lb-tag", title: tag.about ?? "" }, ...(key ? [make("kbd", {}, key), " "] : []), tag.label);
    found.dataset.tag = tag.id;
    if (tag.colour) found.style.setProperty("--tag", tag.colour);
    if (key) found.setAttribute("aria-keyshortcuts", key);
    if (tag.kind === "span") found.setAttribute("aria-pressed", "false");
    return found;
  };

  const tagButtons = (tags, groups) => {
    const keys = new Map(tags.slice(0, SIGNS.length).map((tag, index) => [SIGNS[index], tag.id]));
    const sign = new Map([...keys].map(([key, id]) => [id, key]));
    const names = [...new Set(tags.map(({ group }) => group ?? ""))];
    const fields = names.map((name) => {
      const members = tags.filter(({ group }) => (group ?? "") === name);
      return make("fieldset", { className: "lb-work__group" }, make("legend", {}, groups[name] ?? _("Tags")), ...members.map((tag) => button(tag, sign.get(tag.id))));
    });
    return { keys, fields };
  };

  Object.assign(lessonbank, { tagButtons, tagSets });
})();
