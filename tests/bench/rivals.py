"""Two well-known searchers of static sites on the same documents and the same queries."""

from __future__ import annotations

import gzip
import html
import json
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from known_items import TOP, Found

from lessonbank.search import FIELDS, Document

sys.path.append(str(Path(__file__).parents[1] / "browser"))

PACKAGES = ("minisearch@7", "pagefind@1")
_PROGRAM = Path(__file__).with_name("minisearch.mjs")
_ASK = """async (query) => {
  const { search } = await import("/trust/bank/pagefind/pagefind.js");
  const { results } = await search(query);
  const best = await Promise.all(results.slice(0, 10).map((each) => each.data()));
  const hits = (each) => each.locations.length;
  return best.map(({ url, sub_results }) => [
    Number(url.match(/([0-9]+)[.]html/)[1]),
    sub_results.filter(({ anchor }) => anchor).sort((one, other) => hits(other) - hits(one))
      .slice(0, 3).map(({ anchor }) => Number(anchor.id.slice(1))),
  ]);
}"""


@dataclass(frozen=True)
class Searcher:
    """A searcher with its index built: what that cost in CPU seconds, and its bytes as sent.

    `ask` gives what is found for each query and the bytes loaded for a first result.
    """

    name: str
    cpu: float
    size: int
    ask: Callable[[Sequence[str]], tuple[list[Found], list[int]]]


def install(folder: Path) -> str | None:
    """Install both with npm; what went wrong where that cannot be."""
    npm = shutil.which("npm")
    if npm is None:
        return "npm is not installed"
    command = [npm, "install", "--no-audit", "--no-fund", "--silent", *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    return done.stderr.strip() or "npm failed" if done.returncode else None


def minisearch(folder: Path, documents: Sequence[Document]) -> Searcher:
    """The whole index in memory, which a page has to load before it finds anything."""
    pages = folder / "pages.jsonl"
    with pages.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{json.dumps(_plain(n, each))}\n" for n, each in enumerate(documents))
    facts, _ = _minisearch(folder, pages, [])
    size = len(gzip.compress(facts["index"].encode(), 6, mtime=0))

    def ask(queries: Sequence[str]) -> tuple[list[Found], list[int]]:
        _, found = _minisearch(folder, pages, queries)
        return [Found(best, None) for best in found], [size] * len(queries)

    return Searcher("MiniSearch", facts["cpu"], size, ask)


def _plain(number: int, document: Document) -> dict[str, Any]:
    title, labels, *rest = document.places
    return {"id": number, "title": title, "labels": labels, "text": "\n".join(rest)}


def _minisearch(
    folder: Path, pages: Path, queries: Sequence[str]
) -> tuple[dict[str, Any], list[list[int]]]:
    asked = "".join(f"{json.dumps(query)}\n" for query in queries)
    command = ["node", "--max-old-space-size=8192", str(_PROGRAM), str(pages)]
    done = subprocess.run(
        command, cwd=folder, input=asked, capture_output=True, encoding="utf-8", check=True
    )
    facts, *found = map(json.loads, done.stdout.splitlines())
    return facts, found


def pagefind(folder: Path, documents: Sequence[Document]) -> Searcher:
    """Its own index of a page for each document, with an anchor for each cue."""
    site = folder / "site"
    site.mkdir()
    for number, document in enumerate(documents):
        (site / f"{number}.html").write_text(_page(document), encoding="utf-8", newline="\n")
    (site / "index.html").write_text("<title>Find</title>", encoding="utf-8", newline="\n")
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = folder / "node_modules" / ".bin" / "pagefind"
    subprocess.run([program, "--site", site], capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    made = (site / "pagefind").rglob("*.pf*")
    size = sum(path.stat().st_size for path in made)
    return Searcher("Pagefind", cpu, size, lambda queries: _pagefind(site, queries))


def _page(document: Document) -> str:
    fields = "".join(f"<p>{html.escape(text)}</p>" for text in document.places[1 : len(FIELDS)])
    said = "".join(
        f'<h6 id="t{place}">{html.escape(passage.text)}</h6>'
        for place, passage in enumerate(document.passages, len(FIELDS))
    )
    title = html.escape(document.title)
    return f'<html lang="en"><body data-pagefind-body><h1>{title}</h1>{fields}{said}</body></html>'


def _pagefind(site: Path, queries: Sequence[str]) -> tuple[list[Found], list[int]]:
    """Asks in a fresh page each, since the bytes are those of a first query."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from harness.chromium import Chromium, launch  # noqa: PLC0415
    from harness.server import serving  # noqa: PLC0415

    found, loaded = [], []
    with sync_playwright() as playwright, serving(site) as server:
        browser = Chromium(launch(playwright, Chromium.find() or "chromium"))
        for query in queries:
            browser.reset()
            browser.open(f"{server.base}index.html")
            start = len(server.log)
            best = browser.evaluate(_ASK, query)[:TOP]
            found.append(Found([page for page, _ in best], [places for _, places in best]))
            loaded.append(sum(answer.taken for answer in server.log[start:]))
    browser.close()
    return found, loaded
