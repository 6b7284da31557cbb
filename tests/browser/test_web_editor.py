"""The web editor edits a bank's folder in Chromium, and what it writes is what we read."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from conftest import absent
from editing import packages, small_bank
from harness.server import serving
from lessonbank.cli import main
from lessonbank.content import Folder, read_bank

if TYPE_CHECKING:
    from playwright.sync_api import Browser as LaunchedChromium
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

FILL = """async (files) => {
  const root = await navigator.storage.getDirectory();
  for (const [path, data] of Object.entries(files)) {
    const parts = path.split("/");
    let folder = root;
    for (const part of parts.slice(0, -1)) {
      folder = await folder.getDirectoryHandle(part, { create: true });
    }
    const file = await folder.getFileHandle(parts.at(-1), { create: true });
    const written = await file.createWritable();
    await written.write(Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0)));
    await written.close();
  }
  await root.getDirectoryHandle(".git", { create: true });
}"""
TAKE = """async () => {
  const texts = {};
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else texts[path + name] = await (await entry.getFile()).text();
    }
  };
  await walk(await (await navigator.storage.getDirectory()).getDirectoryHandle("content"), "");
  return texts;
}"""
SETTLED = "() => new Promise((done) => setTimeout(() => requestIdleCallback(done), 200))"
"""The editor draws a new part of a form in several steps. A choice made before the last is lost."""
PICKED = "window.showDirectoryPicker = () => navigator.storage.getDirectory()"
"""Nobody can choose a folder in a test; the browser's own storage is one too."""


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank with its editor."""
    folder = tmp_path_factory.mktemp("edited")
    root = small_bank(folder / "bank")
    files = packages(folder / "packages") or absent("the package of the web editor")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        named = [word for file in files for word in ("--package", str(file))]
        done = CliRunner().invoke(main, ["web-editor", "--with-permissions", *named])
    assert done.exit_code == 0, done.output
    return root


@pytest.fixture
def page(chromium: LaunchedChromium, bank: Path) -> Iterator[Page]:
    """The editor, with the bank's folder open."""
    context = chromium.new_context(viewport={"width": 1280, "height": 1000})
    page = context.new_page()
    page.add_init_script(PICKED)
    with serving(bank / "admin") as server:
        page.goto(f"{server.base}index.html")
        page.evaluate(FILL, {n: base64.b64encode(t).decode() for n, t in _files(bank).items()})
        page.get_by_role("button", name="Work with Local Repository").click()
        page.get_by_text("Bar models").or_(page.get_by_text("Hazel Primary School")).wait_for()
        yield page
    context.close()


def _files(root: Path) -> dict[str, bytes]:
    files = (path for path in (root / "content").rglob("*") if path.is_file())
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


def _field(page: Page, key: str) -> Locator:
    return page.locator(f'[data-key-path="{key}"]').first


def _write(page: Page, texts: dict[str, str]) -> None:
    for key, text in texts.items():
        box = _field(page, key).locator("input, textarea").first
        box.fill(text)
        expect(box).to_have_value(text)


def _new(page: Page, collection: str) -> None:
    page.evaluate("(name) => { location.hash = `#/collections/${name}/new` }", collection)
    _field(page, "title").wait_for()


def _a_clip(page: Page) -> None:
    _new(page, "clips")
    _write(page, {"title": "Number lines: 47", "summary": "Yes: pupils place 47"})
    _field(page, "recording").get_by_role("radio").first.click()
    _write(page, {"from": "00:20", "to": "1:15"})
    _field(page, "subject").get_by_role("combobox").click()
    page.get_by_role("option", name="Maths").click()
    _field(page, "phase").get_by_role("radio", name="Primary").click()
    _field(page, "moments").get_by_role("button", name="Add").click()
    _field(page, "moments.0.tag").get_by_role("radio").first.wait_for()
    page.evaluate(SETTLED)
    _field(page, "moments.0.tag").get_by_role("radio").first.click()
    _write(page, {"moments.0.at": "00:33", "moments.0.note": "The question: before the name"})


def _a_session(page: Page) -> None:
    _new(page, "sessions")
    _write(page, {"title": "Open doors", "on": "2026-12-01", "start": "9:05", "end": "15:45"})


@pytest.mark.parametrize(
    ("fill", "kind", "id_", "said"),
    [
        (
            _a_clip,
            "clip",
            "number-lines-47",
            {"title": "Number lines: 47", "start": 20.0, "end": 75.0, "subject": "maths"},
        ),
        (_a_session, "session", None, {"title": "Open doors", "mode": "in-person"}),
    ],
)
def test_what_is_saved_is_read(
    page: Page,
    bank: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    fill: Callable[[Page], None],
    kind: str,
    id_: str | None,
    said: dict[str, Any],
) -> None:
    fill(page)
    page.get_by_role("button", name="Save").click()
    page.wait_for_function("() => !location.hash.endsWith('/new')")
    root = small_bank(tmp_path / "back")
    texts = page.evaluate(TAKE)
    assert {f"content/{name}" for name in texts} - {*_files(root)}
    for name, text in texts.items():
        (root / "content" / name).parent.mkdir(exist_ok=True)
        (root / "content" / name).write_text(text, encoding="utf-8", newline="")
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 0, done.output
    items = read_bank(Folder(root)).bank.items[kind]
    item = items[id_] if id_ else next(iter(items.values()))
    assert {name: getattr(item, name) for name in said} == said


def test_a_mistake_is_refused(page: Page) -> None:
    _a_clip(page)
    _write(page, {"from": "twenty"})
    page.get_by_role("button", name="Save").click()
    _field(page, "from").get_by_text("Write a time.").first.wait_for()
    assert not [name for name in page.evaluate(TAKE) if "number-lines" in name]


def test_nothing_is_loaded_from_elsewhere(chromium: LaunchedChromium, bank: Path) -> None:
    context = chromium.new_context()
    asked: list[str] = []
    answered: list[str] = []
    page = context.new_page()
    page.on("requestfinished", lambda request: answered.append(request.url))
    page.on("request", lambda request: asked.append(request.url))
    with serving(bank / "admin") as server:
        page.goto(f"{server.base}index.html")
        page.get_by_role("button", name="Work with Local Repository").wait_for()
        page.evaluate("document.fonts.load('24px \"Material Symbols Outlined\"')")
        assert page.evaluate("[...document.fonts].some((font) => font.status === 'loaded')"), (
            "symbols are words without their font"
        )
        own = (server.base, "data:", "blob:")
        assert [url for url in answered if not url.startswith(own)] == []
        assert [url for url in asked if "jsdelivr" in url] == []
    context.close()
