"""Check every file of a finished site before it is published.

A file must be of an allowed kind, and a page must have its policy, imprint and mark, whoever wrote
it. One bad file stops the whole site, because a site with missing pages would be wrong too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.files.fingerprint import Stamp
from lessonbank.site import Imprint
from lessonbank.site.finished import Duties, acts_as_drawing, acts_as_feed

_PAGES = frozenset({".html", ".htm"})
_DRAWINGS = frozenset({".svg"})
_FEEDS = frozenset({".xml"})
_OTHERS = frozenset(
    {
        *(".css", ".js", ".map", ".json", ".woff", ".woff2", ".ttf", ".webmanifest"),
        *(".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".ico"),
        *(".mp4", ".mp3", ".m4a", ".webm", ".vtt", ".srt"),
        *(".pdf", ".docx", ".pptx", ".xlsx", ".odt", ".odp", ".ods", ".zip"),
        *(".txt", ".csv", ".ics"),
    }
)
"""Parts of pages and downloads that a browser does not run."""
_BY_NAME = frozenset({"sitemap.xml.gz", ".nojekyll", "CNAME"})
_TEMPLATE = "Take the template or plugin that writes it out of `mkdocs.yml`"


def kept_back(
    site: Path, imprint: Imprint, *, preview: bool = False, films_at: str = ""
) -> tuple[Diagnostic, ...]:
    """Yield the reasons why a site may not be published."""
    duties = Duties(imprint, preview=preview, films_at=films_at)
    files = sorted(path for path in site.rglob("*") if path.is_symlink() or not path.is_dir())
    return tuple(found for path in files for found in _faults(path, site, duties))


def strangers(site: Path, made: Collection[str]) -> Iterator[Diagnostic]:
    """Yield pages in a folder that are not among those `made`, by address."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.suffix.lower() in _PAGES and name not in made:
            yield _foreign(name, "is a page that the build has not made")


def changed_since(
    then: Mapping[str, Stamp | None], now: Mapping[str, Stamp | None]
) -> tuple[Diagnostic, ...]:
    """Yield files that were added, changed or deleted since the check."""
    words = {name: "changed" for name in then.keys() & now.keys() if then[name] != now[name]}
    words |= dict.fromkeys(now.keys() - then.keys(), "written")
    words |= dict.fromkeys(then.keys() - now.keys(), "deleted")
    return tuple(
        Diagnostic(Code.FOREIGN_FILE, f"the file was {word} after the check", name, _EARLIER)
        for name, word in sorted(words.items())
    )


_EARLIER = (
    "Have the plugin or hook that does it run before lessonbank: list the plugin above it in"
    " `mkdocs.yml`, and give a hook's `on_post_build` a priority above -100. Or take it out."
)


def _faults(path: Path, site: Path, duties: Duties) -> Iterator[Diagnostic]:
    name, ending = path.relative_to(site).as_posix(), path.suffix.lower()
    if path.is_symlink() or not path.is_file():
        yield _foreign(name, "is no file of the site, but a way to another place")
    elif ending in _PAGES:
        for lacking in duties.neglected(path.read_text(encoding="utf-8", errors="replace")):
            fix = f"{_TEMPLATE}; or extend `main.html`, with `{{{{ super() }}}}` in each block."
            yield Diagnostic(Code.UNGUARDED_PAGE, f"the page {lacking}", name, fix)
    elif ending in _DRAWINGS | _FEEDS:
        read = acts_as_drawing if ending in _DRAWINGS else acts_as_feed
        if acting := read(path.read_bytes()):
            fix = f"Save the picture anew without it. {_TEMPLATE} if it is none of yours."
            yield Diagnostic(Code.ACTING_FILE, f"the file {acting}", name, fix)
    elif ending not in _OTHERS and name not in _BY_NAME:
        yield _foreign(name, f"is of a kind (`{ending or path.name}`) that no site holds")


def _foreign(name: str, what: str) -> Diagnostic:
    return Diagnostic(Code.FOREIGN_FILE, f"the file {what}", name, f"{_TEMPLATE}.")
