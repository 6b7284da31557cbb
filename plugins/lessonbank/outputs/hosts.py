"""The limits of hosts, and a built site against them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lessonbank.files.sizes import counted, in_words

_PAGES = frozenset({".html"})


@dataclass(frozen=True, slots=True)
class Host:
    """A host and its limits; None where it has none.

    `deployment` is in minutes. `git_file` binds only sites that are published from a git branch.
    """

    title: str
    site: int | None = None
    file: int | None = None
    files: int | None = None
    git_file: int | None = None
    deployment: int | None = None


HOSTS = {
    "github-pages": Host("GitHub Pages", site=10**9, git_file=100 * 2**20, deployment=10),
    "azure-static-web-apps": Host("Azure Static Web Apps, free", site=250 * 10**6, files=15_000),
    "azure-static-web-apps-standard": Host(
        "Azure Static Web Apps, standard", site=500 * 10**6, files=15_000
    ),
    "cloudflare-pages": Host("Cloudflare Pages, free", file=25 * 2**20, files=20_000),
    "cloudflare-pages-paid": Host("Cloudflare Pages, paid", file=25 * 2**20, files=100_000),
    "web-server": Host("A web server of your own"),
}
"""Hosts by the name that the command line takes, as their documentation said in 2026."""
PAGES = HOSTS["github-pages"]


@dataclass(frozen=True, slots=True)
class Weight:
    """The files of a site, largest first: path from the site's folder, and bytes."""

    files: tuple[tuple[str, int], ...]

    @classmethod
    def of(cls, site: Path) -> Weight:
        """Weigh the files below a folder. Raise OSError."""
        found = [
            (path.relative_to(site).as_posix(), path.stat().st_size)
            for path in site.rglob("*")
            if path.is_file()
        ]
        return cls(tuple(sorted(found, key=lambda each: (-each[1], each[0]))))

    @property
    def bytes(self) -> int:
        return sum(size for _, size in self.files)


def excesses(weight: Weight, host: Host) -> Iterator[str]:
    """Yield, in words, each limit of the host that the site exceeds."""
    total = weight.bytes
    if host.site is not None and total > host.site:
        yield f"The site has {in_words(total)}; {host.title} takes {in_words(host.site)}."
    count = len(weight.files)
    if host.files is not None and count > host.files:
        yield f"The site has {counted(count, 'file')}; {host.title} takes {host.files:,}."
    if host.file is not None:
        yield from (
            f"{path} has {in_words(size)}; {host.title} takes files up to {in_words(host.file)}."
            for path, size in weight.files
            if size > host.file
        )


def remarks(weight: Weight, host: Host) -> Iterator[str]:
    """Yield, in words, limits of the host that bind only some sites."""
    if host.git_file is not None:
        limit = in_words(host.git_file)
        for path, size in weight.files:
            if size > host.git_file:
                yield f"{path} has {in_words(size)}. {_IN_GIT.format(limit)}"
    if host.deployment is not None and weight.files:
        minutes = counted(host.deployment, "minute")
        speed = in_words(weight.bytes / (60 * host.deployment))
        yield f"{host.title} gives a deployment {minutes}: the upload needs {speed} a second."


_IN_GIT = "GitHub takes no file over {} into git, so publish with the workflow."


def users_of(site: Path, path: str, limit: int = 3) -> tuple[str, ...]:
    """Return the first pages of the site that name a file, so that people know what it is."""
    name = path.rsplit("/", 1)[-1].encode()
    found = []
    for page in _pages(site):
        if name in page.read_bytes():
            found.append(page.relative_to(site).as_posix())
            if len(found) == limit:
                break
    return tuple(found)


def _pages(site: Path) -> Iterator[Path]:
    """Yield the site's pages by path, those of clips first: they name films of their own."""
    pages = sorted(path for path in site.rglob("*") if path.suffix in _PAGES and path.is_file())
    yield from sorted(pages, key=lambda page: page.relative_to(site).parts[0] != "clips")
