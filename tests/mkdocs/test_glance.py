"""A preview shows the page of a changed clip at once, just as the whole build would show it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from lessonbank.compiler.sources import source_stamps
from lessonbank.mkdocs.plugin import LessonbankPlugin
from projects import clip, turned, write_project
from sites import TODAY, state

URL = "http://127.0.0.1:8000/"
PAGE = "clips/first.html"


class Previewed:
    """A preview in this process, without its server."""

    def __init__(self, root: Path, site: Path) -> None:
        self.root, self.site = root, site
        self._config = self._loaded()
        plugin = self._config.plugins["lessonbank"]
        assert isinstance(plugin, LessonbankPlugin)
        self.plugin = plugin
        plugin.overrides = {"today": TODAY}
        self._config.plugins.on_startup(command="serve", dirty=False)

    def _loaded(self):  # type: ignore[no-untyped-def]  # MkDocs says what it is
        return load_config(str(self.root / "mkdocs.yml"), site_dir=str(self.site))

    def build(self) -> None:
        """Build the whole site, as the server does after a change."""
        config = self._loaded()
        config.site_url = URL
        build(config, serve_url=URL)

    def follow(self) -> bool:
        """Show the page of a changed clip, if that can be done at once."""
        whole = self.preview._whole
        assert whole
        return whole.follow()

    @property
    def preview(self):  # type: ignore[no-untyped-def]
        return self.plugin._preview

    def page(self, address: str = PAGE) -> str:
        return (self.site / address).read_text(encoding="utf-8")

    def end(self) -> None:
        self._config.plugins.on_shutdown()


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Previewed]:
    folder = tmp_path_factory.mktemp("standing")
    root = write_project(folder / "bank")
    third = clip("Third", "00:00", "00:06", at="00:02.5")
    (root / "content/clips/third.md").write_text(third, encoding="utf-8")
    made = Previewed(root, folder / "site")
    made.build()
    yield made
    made.end()


@pytest.fixture
def previewed(standing: Previewed) -> Iterator[Previewed]:
    """The preview; its project is afterwards as it was."""
    before = state(standing.root)
    yield standing
    for name in {**before, **state(standing.root)}:
        path = standing.root / name
        if name not in before:
            path.unlink()
        elif not path.exists() or path.read_bytes() != before[name]:
            path.write_bytes(before[name])
    standing.preview._whole.stamps = source_stamps(standing.preview._settings)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.search(old, text)
    path.write_text(re.sub(old, new, text), encoding="utf-8")


TEXTS = {
    "summary": ("summary: .*", "summary: Another summary."),
    "title": ("title: First", "title: First <b> & best"),
    "prose": ("Why we did this.", "Why? See [this](technique:cold-call).\n\n## More\n\nWords."),
    "note": ("A pause comes first", "Nobody knows yet"),
    "chapter": ("title: The answer", "title: An answer"),
    "subject": ("subject: maths", "subject: maths\ncontext: A class of thirty."),
}


@pytest.mark.parametrize("name", TEXTS)
def test_the_page_is_that_of_the_whole_build(previewed: Previewed, name: str) -> None:
    before = state(previewed.site)
    change(previewed.root / "content/clips/first.md", *TEXTS[name])
    assert previewed.follow()
    at_once = state(previewed.site)
    assert {path for path in before if before[path] != at_once[path]} == {PAGE}
    previewed.build()
    assert previewed.page() == at_once[PAGE].decode()


def test_edits_after_each_other_are_shown_each(previewed: Previewed) -> None:
    for number, name in enumerate(("first", "third", "first")):
        change(previewed.root / f"content/clips/{name}.md", "summary: .*", f"summary: No {number}.")
        assert previewed.follow()
        assert f"No {number}." in previewed.page(f"clips/{name}.html")
    assert "No 1." in previewed.page("clips/third.html")


def withdraw(root: Path) -> None:
    (root / "content/permissions/EL-1.yml").write_text(turned("withdrawn").lstrip(), "utf-8")


def edit(old: str, new: str) -> Callable[[Path], None]:
    return lambda root: change(root / "content/clips/first.md", old, new)


def two(root: Path) -> None:
    for name in ("first", "third"):
        change(root / f"content/clips/{name}.md", "summary: .*", "summary: Both.")


WHOLE: dict[str, Callable[[Path], None]] = {
    "nothing": lambda _: None,
    "a withdrawal": withdraw,
    "a mistake": edit("title: First", "titel: First"),
    "an unknown tag": edit("tag: cold-call", "tag: cold-cal"),
    "another part of the film": edit("to: 00:06", "to: 00:05"),
    "another frame": edit("at: 00:02.5, tag", "at: 00:03, tag"),
    "a link to another clip": edit("Why we did this", "As in [this](clip:third)"),
    "two files": two,
    "a deleted clip": lambda root: (root / "content/clips/third.md").unlink(),
    "a technique": lambda root: change(root / "content/techniques/cold-call.md", "Ask", "Call"),
    "the captions": lambda root: change(root / "media/lesson.vtt", "notice", "see"),
    "the settings": lambda root: change(root / "mkdocs.yml", "Elmet", "Elm"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_all_else_is_left_to_the_whole_build(previewed: Previewed, name: str) -> None:
    before = state(previewed.site)
    WHOLE[name](previewed.root)
    assert not previewed.follow()
    assert state(previewed.site) == before


def test_a_clip_that_may_not_be_shown_has_no_page(previewed: Previewed) -> None:
    withdraw(previewed.root)
    previewed.preview._whole.stamps = source_stamps(previewed.preview._settings)
    change(previewed.root / "content/clips/first.md", "summary: .*", "summary: Secret.")
    assert not previewed.follow(), "though only the clip has changed"
    assert "Secret." not in previewed.page()


def test_a_whole_build_is_broken_off_for_a_change_that_can_be_shown(previewed: Previewed) -> None:
    preview, plugin = previewed.preview, previewed.plugin
    bank, before = plugin.bank, state(previewed.site)

    def build() -> None:
        preview.begins(preview._settings)
        change(previewed.root / "content/clips/first.md", "summary: .*", "summary: Meanwhile.")
        preview._heard.set()
        preview.heed()

    change(previewed.root / "content/clips/third.md", "summary: .*", "summary: Earlier.")
    whole = preview._whole
    preview._rebuild(build, whole)
    assert preview._whole is whole
    assert plugin.bank is bank
    assert state(previewed.site) == before
