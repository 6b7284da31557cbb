"""A small bank that is edited at random, as authors, owners of templates and the calendar do."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from lessonbank.compiler.build import SiteBuild
from lessonbank.compiler.errors import CompileError
from lessonbank.compiler.overrides import Overrides
from lessonbank.compiler.settings import Settings
from plain_generator import Generator
from projects import clip, turned, write_project
from sites import TODAY, state

WORDS = ("ratio", "bar", "whole", "part", "notice", "explain", "<b>&amp;", "Añil", "clip:first")
TEMPLATES = ("clip.html", "technique.html", "_macros.html", "browse.html")
ADDRESSES = ("", "https://elmet.example/bank/", "https://elsewhere.example/")
MORE = ("third", "fourth", "fifth")


@dataclass
class Edited:
    """A bank at `root`, its settings, and all edits so far."""

    root: Path
    random: random.Random
    settings: Settings
    done: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, root: Path, seed: int) -> Edited:
        write_project(root)
        for name in MORE:
            _write(root / f"content/clips/{name}.md", clip(name, "00:00", "00:06", at="00:02.5"))
        (root / "overrides/lessonbank").mkdir(parents=True)
        today, overrides = date.fromisoformat(TODAY), Overrides(root, "overrides")
        chance = random.Random(seed)  # noqa: S311 - edits, not secrets
        return cls(root, chance, Settings(root, today, overrides=overrides))

    def edit(self) -> None:
        """Make one random edit."""
        made = self.random.choice(EDITS)
        made(self)
        self.done.append(made.__name__)

    def site(self, folder: str = "build/plain") -> Mapping[str, bytes] | None:
        """Build the site with the short generator; return its files, or None for a refusal."""
        site = self.root / folder
        try:
            with SiteBuild(self.root, site, self.settings.today, tell=str) as build:
                build.compile(self.settings)
                build.furnish()
                build.complete(Generator(build).generate())
        except CompileError:
            return None
        return state(site)

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=4))

    def clip(self, names: tuple[str, ...] = ("first", "second", *MORE)) -> Path | None:
        paths = [self.root / f"content/clips/{name}.md" for name in names]
        there = [path for path in paths if path.exists()]
        return self.random.choice(there) if there else None


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def _replace(path: Path, pattern: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    _write(path, re.sub(pattern, lambda _: new, text, count=1, flags=re.MULTILINE))


def rewrite_prose(bank: Edited) -> None:
    if path := bank.clip():
        front = path.read_text(encoding="utf-8").rpartition("---\n")[0]
        _write(path, f"{front}---\n{bank.words()}\n")


def retitle(bank: Edited) -> None:
    if path := bank.clip():
        _replace(path, "^title: .*$", f"title: A {bank.random.choice(WORDS[:4])}")


def note_a_moment(bank: Edited) -> None:
    if path := bank.clip():
        _replace(path, "note: [^}]*", f"note: {bank.random.choice(WORDS[:6])}")


def rename_a_clip(bank: Edited) -> None:
    if path := bank.clip(MORE):
        name = bank.random.choice(MORE)
        path.rename(path.with_name(f"{name}.md"))


def delete_a_clip(bank: Edited) -> None:
    if path := bank.clip(MORE):
        path.unlink()


def add_a_clip(bank: Edited) -> None:
    name = bank.random.choice(MORE)
    text = clip(name, "00:00", "00:06", at="00:02.5", body=bank.words())
    _write(bank.root / f"content/clips/{name}.md", text)


def turn_the_permission(bank: Edited) -> None:
    state_ = bank.random.choice(("withdrawn", "paused"))
    _write(bank.root / "content/permissions/EL-1.yml", turned(state_).lstrip())


def grant_the_permission(bank: Edited) -> None:
    text = turned("granted").rpartition("  - {on: 2026-03-05")[0]
    _write(bank.root / "content/permissions/EL-1.yml", text.lstrip())


def rename_the_tag(bank: Edited) -> None:
    label = bank.random.choice(WORDS[:4])
    _replace(bank.root / "content/tagsets/core.yml", "label: .*$", f"label: {label}")


def name_the_person(bank: Edited) -> None:
    credit = bank.random.choice(("name", "role", "none"))
    _replace(bank.root / "content/people/jo-harper.yml", "credit: .*$", f"credit: {credit}")


def override_a_template(bank: Edited) -> None:
    """Wrap one of our templates, change the wrapper, or take it away again."""
    name = bank.random.choice(TEMPLATES)
    path = bank.root / "overrides/lessonbank" / name
    if path.exists() and bank.random.random() < 0.5:
        path.unlink()
    elif name.startswith("_"):
        ours = Path("plugins/lessonbank/site/templates") / name
        _write(path, f"{ours.read_text(encoding='utf-8')}{{# {bank.words()} #}}")
    else:
        words = bank.random.choice(WORDS[:6])
        own = f'{{% extends "!{name}" %}}{{% block side %}}{words}{{% endblock %}}'
        _write(path, own)


def change_the_address(bank: Edited) -> None:
    address = bank.random.choice(ADDRESSES)
    bank.settings = replace(bank.settings, site_url=address, published=address)


def change_the_edition(bank: Edited) -> None:
    edition = bank.random.choice(("public", "trust", "school:elm"))
    bank.settings = replace(bank.settings, edition=edition)


def change_the_day(bank: Edited) -> None:
    days = bank.random.choice((1, 40, -40, 900, -900))
    day = bank.settings.today + timedelta(days)
    bank.settings = replace(bank.settings, today=max(day, date(2026, 4, 1)))


EDITS: tuple[Callable[[Edited], None], ...] = (
    rewrite_prose,
    rewrite_prose,
    retitle,
    note_a_moment,
    rename_a_clip,
    delete_a_clip,
    add_a_clip,
    turn_the_permission,
    grant_the_permission,
    grant_the_permission,
    rename_the_tag,
    name_the_person,
    override_a_template,
    override_a_template,
    change_the_address,
    change_the_edition,
    change_the_day,
)
