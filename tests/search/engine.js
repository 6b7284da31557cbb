/* Runs the Find page's own scripts on the files of an index, without a browser.

     node engine.js SCRIPTS INDEX < queries

   Each input line is a query as a JSON string. Each output line is the result, best first, as
   `{found: [[page, moments]], fits, corrected, suggested, early, loaded}`; `fits` say why each page
   was found, `early` are the pages told of first, `loaded` are the files loaded. */
"use strict";

const { readdirSync, readFileSync } = require("node:fs");
const { readFile } = require("node:fs/promises");
const { join } = require("node:path");
const { createInterface } = require("node:readline");
const vm = require("node:vm");

const [scripts, index] = process.argv.slice(2);

/** A minimal page that can load and run scripts. */
const page = vm.createContext({
  lessonbank: {},
  document: {
    createElement: () => Object.assign(new EventTarget(), { remove() {} }),
    head: {
      append(script) {
        readFile(script.src, "utf8").then(
          (text) => {
            vm.runInContext(text, page, { filename: script.src });
            script.dispatchEvent(new Event("load"));
          },
          () => script.dispatchEvent(new Event("error")),
        );
      },
    },
  },
});

const numbered = readdirSync(scripts).filter((name) => /^[0-9]+-.*\.js$/.test(name));
for (const name of numbered.sort()) {
  vm.runInContext(readFileSync(join(scripts, name), "utf8"), page, { filename: name });
}
const load = page.lessonbank.indexLoader(`${index}/`);

const answer = async (query) => {
  const loaded = new Set();
  const searcher = page.lessonbank.searcher((path) => {
    loaded.add(path);
    return load(path);
  });
  const began = performance.now();
  /** @type {number[]} */
  const early = [];
  const first = await searcher.find(query, async (found) => early.push(...found.map(({ page }) => page)));
  const quoted = first.phrases.length ? await searcher.quoting(first.found, first.phrases) : first.found;
  const { found: held, corrected, suggested } = quoted.length || !first.phrases.length ? { ...first, found: quoted } : await searcher.apart(query);
  const milliseconds = performance.now() - began;
  const fits = held.map(({ fit }) => fit);
  return { found: held.map((each) => [each.page, each.moments ?? []]), fits, corrected, suggested, early, loaded: [...loaded], milliseconds };
};

const main = async () => {
  for await (const line of createInterface({ input: process.stdin })) {
    process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
  }
};
main();
