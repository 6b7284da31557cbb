"""A recall list copied into a pack hides what was withdrawn, before the bytes are gone."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from harness.browser import Browser
from harness.place import Place
from harness.reader import quiet, settled
from lessonbank.outputs import manifest_path, read_manifest
from lessonbank.packs import BankList, SignedList
from lessonbank.takedown.words import words_of
from packed import Ready, Signer, pack_of
from test_pack import LONG, SEEN, SHOWN, TITLES, TYPE
from watching import PAGES

GONE, PART, UNFIT = (
    "This was withdrawn",
    "This page needs a newer copy",
    "The recall list cannot be used",
)
THIRD = ("clip", "third")
WORDS = ("Third", "What you will see in third", "The claim", "EL-0003", "Why we did this.")
"""Texts of the clip, each on some page."""
DECIDED = """() => document.querySelector('.lb-pack')
  || document.body && getComputedStyle(document.body).display !== 'none'"""
ALL = "() => `${document.title} ${document.body.textContent}`"
ADDRESSES = """() => [...document.querySelectorAll('body [src], body [href], body [poster]')]
  .map((each) => each.cloneNode().outerHTML).join(' ')"""


class Packed:
    """A pack made for reading only, of which each test has a copy."""

    def __init__(self, pack: Ready, signer: Signer, folder: Path) -> None:
        self.pack, self.signer, self.folder = pack, signer, folder
        self.root = folder / "lesson-bank"
        self.place = Place(self.root, f"{self.root.as_uri()}/")

    def recall(self, *items: tuple[str, str], **fields: object) -> None:
        self.write(self.signer.recalling(self.pack, *items, **fields).written())

    def write(self, data: bytes) -> None:
        """Copy a list into the folder, as a teacher does."""
        file = self.root / "recall.js"
        file.chmod(0o644)
        file.write_bytes(data)


@pytest.fixture(scope="session")
def signer() -> Signer:
    return Signer.new()


def made(site: Path, signer: Signer) -> Ready:
    """Return a pack that may be used today by the clock that browsers see."""
    now = datetime.now(UTC).astimezone().date()
    day = timedelta(1)
    return pack_of(site, signer.first, built=now - 5 * day, expires=now + 5 * day)


@pytest.fixture(scope="session")
def pack(watching_site: Path, signer: Signer) -> Ready:
    return made(watching_site, signer)


@pytest.fixture
def copy(pack: Ready, signer: Signer, tmp_path: Path) -> Packed:
    folder = pack.copied(tmp_path / LONG)
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    return Packed(pack, signer, folder)


def opened(browser: Browser, place: Place, page: str) -> str:
    """Open a page, and return the title of its notice, or nothing."""
    browser.open(place.url(page))
    browser.until(DECIDED)
    title: str = browser.evaluate("() => document.querySelector('.lb-pack h1')?.textContent ?? ''")
    return title


def test_before_a_newer_list_everything_is_shown(browser: Browser, copy: Packed) -> None:
    for page in ("index.html", "clips/index.html", "clips/third.html", "find.html"):
        assert opened(browser, copy.place, page) == "", page
        settled(browser)
        assert browser.evaluate(SEEN), page
    quiet(browser, copy.place)


def test_a_newer_list_hides_a_clip_on_every_page(browser: Browser, copy: Packed) -> None:
    copy.recall(THIRD)
    notices = {page: opened_whole(browser, copy, page) for page in PAGES}
    assert notices["clips/third.html"] == notices["embed/third.html"] == GONE
    shown = [page for page, notice in notices.items() if not notice]
    assert {"index.html", "find.html", "clips/index.html"} <= {*shown}, notices
    assert set(notices.values()) <= {"", GONE, PART}
    assert len(shown) > len(PAGES) * 0.8, notices
    quiet(browser, copy.place)


def opened_whole(browser: Browser, copy: Packed, page: str) -> str:
    """Open a page, and see that nothing on it tells of the clip."""
    notice = opened(browser, copy.place, page)
    settled(browser)
    told = browser.evaluate(ALL)
    assert not [word for word in WORDS if word in told], page
    assert "third" not in browser.evaluate(ADDRESSES), page
    return notice


def test_find_shows_nothing_of_it(browser: Browser, copy: Packed) -> None:
    copy.recall(THIRD)
    opened(browser, copy.place, "find.html")
    settled(browser)
    for words in ("light changes", "Third", "what you will see in third", "EL-0003"):
        browser.evaluate(TYPE, words)
        settled(browser)
        browser.until("() => document.querySelector('lb-search ol').ariaBusy === 'false'")
        assert "Third" not in browser.evaluate(TITLES), words
        assert "Third" not in browser.evaluate(ALL), words
    browser.evaluate(TYPE, "second")
    browser.until(f"() => ({TITLES})().length > 0")
    quiet(browser, copy.place)


ADD = """(film) => {
  const main = document.querySelector('main');
  const add = (html) => main.insertAdjacentHTML('beforeend', html);
  add('<ul><li id="one"><a href="clips/third.html">A clip</a></li></ul>');
  add('<p id="two">WHAT YOU will see in third</p>');
  add('<p id="three"></p>');
  document.getElementById('three').append('What you will ', Object.assign(
    document.createElement('mark'), { textContent: 'see in third' }));
  add('<video id="four"></video><p id="rest">Second</p>');
  document.getElementById('four').src = film;
}"""
LEFT = """() => [...document.querySelectorAll('#one, #two, #three, #four, #rest')]
  .filter((each) => each.id !== 'three' || each.textContent.includes('third'))
  .map((each) => each.id).join(' ')"""


def test_what_scripts_add_is_hidden_too(browser: Browser, copy: Packed) -> None:
    own = read_manifest(manifest_path(copy.pack.site)).own
    film = next(path for path, keys in own.items() if keys == (THIRD,) and path.endswith(".mp4"))
    copy.recall(THIRD)
    assert opened(browser, copy.place, "index.html") == ""
    browser.evaluate(ADD, film)
    browser.until(f"() => ({LEFT})() === 'rest'")


SAMPLES = (
    "Straße und Größe",
    "ΟΔΥΣΣΕΥΣ Οδυσσεύς",
    "İstanbul \u0131l\u0131k",
    "ﬁne ﬂow Ⅷ ½",
    "cafe\u0301 naïve",
    "東京の学校 학교 ภาษาไทย",
    "snake_case 4,200 it's",
    "हिन्दी العربية עברית",
    "\U0001d518\U0001d52b 🎯 x²",
)
HIDDEN = """(word, text) => {
  const items = { items: [['a']], files: [], words: [[word, [0]]], phrases: [] };
  const hiding = lessonbankHiding(items, { base: 'none:', items: ['a'] });
  const line = document.createElement('p');
  line.textContent = text;
  document.body.append(line);
  hiding.watch(() => {});
  hiding.stop();
  return !line.isConnected;
}"""


def test_scripts_and_takedowns_see_the_same_words(browser: Browser, copy: Packed) -> None:
    copy.recall(THIRD)
    opened(browser, copy.place, "404.html")
    for text in SAMPLES:
        assert words_of(text)
        for word in words_of(text):
            assert browser.evaluate(HIDDEN, word, text), (word, text)
        assert not browser.evaluate(HIDDEN, "zebra", text)


def test_a_recalled_permission_takes_its_clips_along(browser: Browser, copy: Packed) -> None:
    copy.recall(("permission", "EL-2"))
    assert opened(browser, copy.place, "clips/third.html") == GONE
    assert "film stays in the folder" in browser.evaluate(SHOWN)
    assert not browser.evaluate("() => document.querySelectorAll('video, a').length")
    assert opened(browser, copy.place, "clips/first.html") == ""


def test_without_the_file_the_pack_is_as_it_was_made(browser: Browser, copy: Packed) -> None:
    copy.root.chmod(0o755)
    (copy.root / "recall.js").unlink()
    assert opened(browser, copy.place, "clips/third.html") == ""
    assert browser.evaluate(SEEN)


def changed(signed: SignedList, **fields: object) -> bytes:
    data = {**json.loads(signed.list), **fields}
    return signed.model_copy(update={"list": json.dumps(data)}).written()


UNUSABLE: dict[str, Callable[[Packed], bytes]] = {
    "empty": lambda _: b"",
    "no script": lambda _: b"PK\x03\x04",
    "truncated": lambda copy: copy.signer.recalling(copy.pack, THIRD).written()[:-9],
    "changed": lambda copy: changed(copy.signer.recalling(copy.pack, THIRD), items=[]),
    "signed by another": lambda copy: (
        copy.signer.first.list.model_copy(update={"serial": 2}).signed(Signer.new().key).written()
    ),
    "of another bank": lambda _: Signer.new().first.signed.written(),
    "of another version": lambda copy: changed(copy.signer.first.signed, version=2),
    "hostile": lambda _: b'lessonbankRecall({list: \'{"items":"<img>"}\', signature: {}});',
    "hostile digests": lambda copy: copy.signer.first.signed.written().replace(b"[]", b'["<i>"]'),
    "nothing": lambda _: b"lessonbankRecall(null);",
    "twice": lambda copy: copy.signer.recalling(copy.pack, THIRD).written() * 2,
    "huge": lambda copy: changed(copy.signer.first.signed, serial=2, x="x" * 5_000_000),
}


@pytest.mark.parametrize("fault", UNUSABLE)
def test_a_list_that_is_not_sound_shows_nothing(browser: Browser, copy: Packed, fault: str) -> None:
    copy.write(UNUSABLE[fault](copy))
    for page in ("clips/second.html", "index.html"):
        assert opened(browser, copy.place, page) == UNFIT, fault
        assert browser.evaluate("() => document.body.childElementCount") == 1


def test_an_older_list_changes_nothing(
    browser: Browser, watching_site: Path, tmp_path: Path
) -> None:
    signer = Signer.new()
    later = signer.first.list.model_copy(update={"serial": 3}).signed(signer.key)
    own = Signer(signer.key, BankList(signer.key.public, later))
    pack = made(watching_site, own)
    copy = Packed(pack, own, pack.copied(tmp_path / "pack"))
    copy.recall(THIRD)
    assert opened(browser, copy.place, "clips/third.html") == ""
    copy.recall(THIRD, serial=4)
    assert opened(browser, copy.place, "clips/third.html") == GONE


STEP = 5
"""Each browser tries one clip in five: all of them pass, and take minutes."""
WITHOUT = {
    "WebCrypto": "Object.defineProperty(globalThis, 'crypto', { value: undefined });",
    "Ed25519": "SubtleCrypto.prototype.importKey = async () => { throw new Error('none'); };",
}


@pytest.mark.parametrize("lacking", WITHOUT)
def test_a_browser_that_cannot_check_a_list_obeys_it(
    browser: Browser, copy: Packed, lacking: str
) -> None:
    script = copy.root / "pack.js"
    script.chmod(0o644)
    script.write_text(WITHOUT[lacking] + script.read_text(encoding="utf-8"), encoding="utf-8")
    copy.recall(THIRD)
    assert opened(browser, copy.place, "clips/third.html") == GONE
    assert opened(browser, copy.place, "clips/index.html") == ""
    assert "Third" not in browser.evaluate(ALL)
    copy.write(UNUSABLE["of another bank"](copy))
    assert opened(browser, copy.place, "clips/index.html") == UNFIT


@pytest.mark.parametrize("lost", ["pack-hide.js", "pack-items.js"])
def test_without_the_files_that_hide_nothing_is_shown(
    browser: Browser, copy: Packed, lost: str
) -> None:
    copy.recall(THIRD)
    copy.root.chmod(0o755)
    (copy.root / lost).unlink()
    assert opened(browser, copy.place, "clips/first.html") == PART


def naming(pack: Ready, clip: str, title: str) -> list[str]:
    """Return the pages whose source names a clip, and those that scripts fill."""
    pages = sorted(path for path in pack.site.rglob("*.html"))
    named = [page for page in pages if _names(page.read_text(encoding="utf-8"), clip, title)]
    filled = [pack.site / name for name in ("find.html", "index.html", "my-list.html")]
    found = dict.fromkeys([*named, *(page for page in filled if page.is_file())])
    return [page.relative_to(pack.site).as_posix() for page in found]


def _names(source: str, clip: str, title: str) -> bool:
    return clip in source or title in html.unescape(source)


def test_no_page_of_the_example_names_a_recalled_clip(
    browser: Browser, site: Path, signer: Signer, tmp_path: Path
) -> None:
    pack = made(site, signer)
    copy = Packed(pack, signer, pack.copied(tmp_path / "pack"))
    clips = read_manifest(manifest_path(site)).items["clip"]
    notices: dict[str, dict[str, str]] = {}
    for clip in sorted(clips)[type(browser).__name__ == "Firefox" :: STEP]:
        title = clips[clip]["title"]
        copy.recall(("clip", clip))
        notices[clip] = {}
        for page in naming(pack, clip, title):
            notices[clip][page] = opened(browser, copy.place, page)
            assert title not in browser.evaluate(ALL), page
            assert f"{clip}.html" not in browser.evaluate(ADDRESSES), page
        assert notices[clip][f"clips/{clip}.html"] == GONE
        opened(browser, copy.place, "find.html")
        settled(browser)
        browser.evaluate(TYPE, title)
        settled(browser)
        browser.until("() => document.querySelector('lb-search ol').ariaBusy === 'false'")
        assert title not in browser.evaluate(ALL)
    shut = [page for pages in notices.values() for page, notice in pages.items() if notice]
    assert len(shut) < len([page for pages in notices.values() for page in pages]) / 2, shut
