"""The commands that share media, as people type them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from films_host import FilmsHost, films_host
from lessonbank.media.history import History
from lessonbank.media.keys import key_of
from lessonbank.remote.records import NAME
from packed import withdrawn
from projects import MKDOCS_YML
from sharing import cached
from sites import TODAY, pages, run, state


def set_up(root: Path, **settings: str) -> None:
    """Write settings of the plugin."""
    options = "".join(f"\n      {name}: '{value}'" for name, value in settings.items())
    text = MKDOCS_YML.replace("plugins: [lessonbank]", f"plugins:\n  - lessonbank:{options}")
    (root / "mkdocs.yml").write_text(text.lstrip("\n"), encoding="utf-8")


def said(root: Path, *args: str, code: int = 0, **environ: str) -> str:
    done = run(root, "lessonbank", *args, "--today", TODAY, **environ)
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def withdraw(root: Path) -> None:
    """Withdraw the permission of the third clip."""
    record = root / "content/permissions/EL-2.yml"
    record.write_text(withdrawn(record.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.fixture
def store(bank: Path) -> Path:
    set_up(bank, store="../store")
    return bank.parent / "store"


@pytest.fixture
def films(bank: Path) -> Path:
    """The folder where films are published."""
    folder = bank.parent / "films"
    folder.mkdir()
    return folder


@pytest.fixture
def host(films: Path, tmp_path: Path) -> Iterator[FilmsHost]:
    with films_host(films, tmp_path / "host") as started:
        yield started


def test_push_and_pull_say_what_they_did(bank: Path, store: Path) -> None:
    count = sum(name.startswith("objects/") for name in cached(bank))
    assert f"Pushed to {store}: {count} files" in said(bank, "media", "--push")
    shutil.rmtree(bank / ".cache")
    (bank / "media/lesson.mp4").unlink()
    assert f"Pulled from {store}: {count} files" in said(bank, "media", "--pull")
    assert "3 clips" in said(bank, "media")
    assert "0 files" in said(bank, "media", "--pull")


def test_only_what_the_content_permits_is_pushed(bank: Path, store: Path) -> None:
    withdraw(bank)
    said(bank, "media", "--push")
    whole = cached(bank)
    there = {name for name in state(store) if NAME.fullmatch(name)}
    assert there < {*whole}
    withheld = _films_of_third(bank)
    assert withheld
    assert not {Path(name).stem for name in there} & withheld


def _films_of_third(root: Path) -> set[str]:
    """Return the digests of the third clip's films."""
    history = History(root / ".cache/media")
    found = set()
    for path in (root / ".cache/media/actions").glob("*.json"):
        record = json.loads(path.read_text())
        for out in record["outputs"]:
            if out["ext"] == "mp4":
                found.add((path.stem, out["sha256"]))
    keys = {key_of(parts) for parts in history.of("third").values()}
    return {digest for key, digest in found if key in keys}


def test_a_clone_with_nothing_says_what_to_run(clone: Path) -> None:
    text = said(clone, "build", code=1)
    for clip in ("first", "second", "third"):
        assert f"content/clips/{clip}.md" in text
    assert "lessonbank media --pull" in text
    assert not (clone / "build/site").exists()


def test_a_pointer_of_git_lfs_stands_for_the_film_that_is_not_here(bank: Path) -> None:
    lock = (bank / "media.lock").read_text(encoding="utf-8")
    digest = lock.partition("sha256: ")[2][:64]
    film = bank / "media/lesson.mp4"
    film.write_text(
        f"version https://git-lfs.github.com/spec/v1\noid sha256:{digest}\nsize 12345\n"
    )
    said(bank, "build")
    assert "media.lock has nothing new" in run(bank, "lessonbank", "media", "--lock").stdout
    shutil.rmtree(bank / ".cache")
    text = said(bank, "build", code=3)
    assert "git lfs pull" in text
    assert "lessonbank media --pull" in text
    film.write_text(f"version https://git-lfs.github.com/spec/v1\noid sha256:{'0' * 64}\nsize 1\n")
    done = run(bank, "lessonbank", "media", "--lock")
    assert done.returncode == 1
    assert "Only a pointer of Git LFS: lesson.mp4" in done.stdout
    assert (bank / "media.lock").read_text(encoding="utf-8") == lock
    done = run(bank, "lessonbank", "check")
    assert done.returncode == 1
    assert "LB408" in done.stdout


def test_purge_reaches_the_store(bank: Path, clone: Path, store: Path) -> None:
    said(bank, "media", "--push")
    (store / "notes.txt").write_text("ours")
    part = next((store / "objects").rglob("*.mp4"))
    (part.parent / f"{part.name}.0123abcd.part").write_bytes(b"half")
    withheld = _films_of_third(bank)
    set_up(clone, store="../store")  # A machine with an empty cache.
    withdraw(clone)
    before = state(store)
    text = said(clone, "purge", "--dry-run")
    assert state(store) == before
    assert f"{store}/objects/" in text
    text = said(clone, "purge")
    assert f"from {store}" in text
    left = state(store)
    assert not {Path(name).stem for name in left} & withheld
    assert "notes.txt" in left
    assert not [name for name in left if name.endswith(".part")]
    said(clone, "media", "--pull")
    assert "2 clips" in said(clone, "media")


def test_purge_says_what_it_could_not_reach(bank: Path) -> None:
    set_up(bank, store="abfs://films", media_store="../films")
    text = said(bank, "purge", code=1)
    assert "from .cache" in text
    assert "pip install 'lessonbank[azure]'" in text
    assert "purge again" in text
    assert "abfs" not in said(bank, "purge", "--here")


def test_films_are_published_and_withdrawn(bank: Path, films: Path) -> None:
    set_up(bank, media_store="../films")
    (films / "logo.png").write_bytes(b"logo")
    assert f"Published at {films}" in said(bank, "media", "--publish")
    whole = {path.name for path in films.glob("*.mp4")}
    said(bank, "build")
    assert whole == {path.name for path in (bank / "build/site/media").glob("*.mp4")}
    withdraw(bank)
    text = said(bank, "media", "--publish")
    left = {path.name for path in films.glob("*.mp4")}
    assert left < whole
    assert all(name in text for name in whole - left)
    assert not {name[:-4] for name in left} & {digest[:20] for digest in _films_of_third(bank)}
    assert (films / "logo.png").exists()


def test_purge_reaches_published_films_where_it_knows_them(bank: Path, films: Path) -> None:
    set_up(bank, media_store="../films")
    said(bank, "media", "--publish")
    whole = {*films.iterdir()}
    withdraw(bank)
    kept = bank / ".cache/media"
    kept.rename(bank / "kept")
    text = said(bank, "purge", code=1)
    assert "nobody can tell" in text
    assert {*films.iterdir()} == whole
    shutil.rmtree(kept, ignore_errors=True)
    (bank / "kept").rename(kept)
    said(bank, "purge")
    assert {*films.iterdir()} < whole


def test_pages_load_films_from_the_host(bank: Path, films: Path, host: FilmsHost) -> None:
    set_up(bank, media_url=host.url, media_store="../films")
    trusted = {"SSL_CERT_FILE": str(host.certificate)}
    text = said(bank, "build", code=1, **trusted)
    assert "LB409" in text
    assert "the host answers 404" in text
    assert "lessonbank media --publish" in text
    said(bank, "media", "--publish")
    said(bank, "build", **trusted)
    site = bank / "build/site"
    published = {path.name for path in films.iterdir()}
    assert not list(site.rglob("*.mp4"))
    assert list((site / "media").glob("*.webp"))
    assert {path.removeprefix("/") for _, path in host.asked} == published
    html = pages(site)
    origin = host.url.rstrip("/")
    policies = {name: unescape(page) for name, page in html.items()}
    own = {"workbench.html": " blob:"}
    for name, page in policies.items():
        assert f"media-src 'self' data:{own.get(name, '')} {origin};" in page, name
    assert f'src="{host.url}' in html["clips/first.html"]
    assert f'"film":"{host.url}' in (site / "clips/first.js").read_text(encoding="utf-8")
    assert not any("media/" + name in page for page in html.values() for name in published)
    withheld = {f"{digest[:20]}" for digest in _films_of_third(bank)}
    assert withheld & {name[:-4] for name in published}
    said(bank, "withdraw", "EL-2", "--by-role", "DPO")
    assert not any(name in page for page in pages(site).values() for name in withheld)


def test_a_pack_holds_its_films(bank: Path, host: FilmsHost) -> None:
    set_up(bank, media_url=host.url)
    said(bank, "pack", "--to", "../stick")
    stick = bank.parent / "stick"
    assert list(stick.rglob("media/*.mp4"))
    assert not any(host.url in page for page in pages(stick).values())
    assert not host.asked


@pytest.mark.parametrize(
    "url",
    [
        "http://host/",
        "https://",
        "host/films",
        "https://a:b@host/",
        "https://h/x?y=1",
        "https://h/;script-src",
        "https://h/ x",
        "https://h'/",
        "//host/",
        "https://h/#x",
    ],
)
def test_other_addresses_for_films_are_findings(bank: Path, url: str) -> None:
    (bank / "mkdocs.yml").write_text(
        MKDOCS_YML.replace("[lessonbank]", json.dumps([{"lessonbank": {"media_url": url}}])),
        encoding="utf-8",
    )
    done = run(bank, "lessonbank", "check")
    assert done.returncode == 1
    assert "LB144" in done.stdout


def test_a_key_in_mkdocs_yml_is_a_finding_that_does_not_show_it(bank: Path) -> None:
    set_up(bank, store="s3://key:hunter2@bucket/films")
    done = run(bank, "lessonbank", "check")
    assert done.returncode == 1
    assert "holds a password or a key" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr
