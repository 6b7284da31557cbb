"""A film counts as there only if the host has it with its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from films_host import FilmsHost, films_host
from lessonbank.compiler.distant import not_published
from lessonbank.remote import absent_films


@dataclass(frozen=True)
class Film:
    path: Path
    published: str
    bytes: int
    digest: str = ""


@pytest.fixture
def films(tmp_path: Path) -> list[Film]:
    folder = tmp_path / "films"
    folder.mkdir()
    found = []
    for name in ("one.mp4", "two.mp4"):
        (folder / name).write_bytes(b"a film")
        found.append(Film(folder / name, name, 6))
    return found


@pytest.fixture
def host(tmp_path: Path, films: list[Film]) -> Iterator[FilmsHost]:
    with films_host(tmp_path / "films", tmp_path / "host") as started:
        yield started


@pytest.fixture
def trusted(host: FilmsHost, monkeypatch: pytest.MonkeyPatch) -> FilmsHost:
    monkeypatch.setenv("SSL_CERT_FILE", str(host.certificate))
    return host


def whys(films: list[Film], host: FilmsHost) -> dict[str, str]:
    return {each.film.published: each.why for each in absent_films(films, host.url)}


def test_films_that_are_there_are_asked_for_once(films: list[Film], trusted: FilmsHost) -> None:
    assert whys([*films, *films], trusted) == {}
    assert sorted(trusted.asked) == [("HEAD", "/one.mp4"), ("HEAD", "/two.mp4")]


def test_a_missing_film_and_one_of_another_size(films: list[Film], trusted: FilmsHost) -> None:
    films[0].path.unlink()
    films[1].path.write_bytes(b"another film")
    found = whys(films, trusted)
    assert found["one.mp4"] == "the host answers 404"
    assert found["two.mp4"] == "it has 12 bytes there, not 6"


def test_a_host_without_head_is_asked_for_the_file(films: list[Film], trusted: FilmsHost) -> None:
    trusted.refuses = frozenset({"HEAD"})
    assert whys(films, trusted) == {}
    assert {method for method, _ in trusted.asked} == {"HEAD", "GET"}
    trusted.refuses = frozenset({"HEAD", "GET"})
    assert {*whys(films, trusted).values()} == {"the host answers 405"}


def test_a_host_that_nobody_vouches_for(films: list[Film], host: FilmsHost) -> None:
    assert all("cannot be reached" in why for why in whys(films, host).values())


def test_a_host_that_is_not_there(films: list[Film]) -> None:
    found = absent_films(films, "https://127.0.0.1:9/")
    assert len(found) == len(films)


CASES = sorted((Path(__file__).parents[1] / "cases/hosts").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    (tmp_path / "host").mkdir()
    for name, text in case["host"].items():
        (tmp_path / "host" / name).write_text(text, encoding="utf-8")
    wanted = {
        name: (clip, Film(tmp_path / name, name, case["bytes"]))
        for name, clip in case["films"].items()
    }
    with films_host(tmp_path / "host", tmp_path / "files") as host:
        monkeypatch.setenv("SSL_CERT_FILE", str(host.certificate))
        bank = SimpleNamespace(distant_films=wanted, library=SimpleNamespace(films_at=host.url))
        found = [
            {
                "code": f"{each.code.number} {each.code.title}",
                "path": each.path,
                "message": each.message.replace(host.url, "{host}"),
                "fix": each.fix,
            }
            for each in not_published(bank)  # type: ignore[arg-type]
        ]
    assert found == case["diagnostics"]
