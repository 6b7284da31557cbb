/* MiniSearch on the same pages: `node minisearch.mjs PAGES < queries`, both lines of JSON. The first
   line out is `{cpu, index}`, the seconds it took and the index; then the best ten of each query. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { cwd } from "node:process";

const MiniSearch = createRequire(`${cwd()}/`)("minisearch");
const FIELDS = ["title", "labels", "text"];
const before = process.cpuUsage();
const search = new MiniSearch({ fields: FIELDS });
for (const line of readFileSync(process.argv[2], "utf8").split("\n")) if (line) search.add(JSON.parse(line));
const { user, system } = process.cpuUsage(before);
const options = { combineWith: "AND", fuzzy: 0.2, boost: { title: 4, labels: 2 } };
console.log(JSON.stringify({ cpu: (user + system) / 1e6, index: JSON.stringify(search) }));
for (const query of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
  console.log(JSON.stringify(search.search(JSON.parse(query), options).slice(0, 10).map(({ id }) => id)));
}
