/* Reads texts with the Find page's own scripts, without a browser.

     node reading.js SCRIPTS < texts

   Each line in is `[text, terms]` as JSON text. Each line out is `{words, row, placed, hits}`. */
"use strict";

const { readFileSync } = require("node:fs");
const { join } = require("node:path");
const vm = require("node:vm");

const page = vm.createContext({ lessonbank: {} });
for (const name of ["1-words.js", "6-hits.js"]) vm.runInContext(readFileSync(join(process.argv[2], name), "utf8"), page);
const { words, row, placed, hits } = page.lessonbank;

for (const line of readFileSync(0, "utf8").trimEnd().split("\n")) {
  const [text, terms] = JSON.parse(line);
  const places = placed(text).map(({ word, start, ends }) => [word, start, ends]);
  const marks = hits(text, new Set(terms)).map(([start, end]) => text.slice(start, end));
  process.stdout.write(`${JSON.stringify({ words: words(text), row: row(text), placed: places, hits: marks })}\n`);
}
