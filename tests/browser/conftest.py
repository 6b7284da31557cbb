from __future__ import annotations

import os
import shutil
import warnings
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest

from harness.accessibility import AXE, VNU
from harness.place import Place
from harness.server import serving
from harness.tiny import make_tiny_site
from once import once
from sites import built, run
from watching import write_watching_project

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser as LaunchedChromium

    from harness.browser import Browser


def absent(what: str) -> NoReturn:
    """Skip, or fail where LESSONBANK_REQUIRE_BROWSERS=1 says that all must be here."""
    if os.environ.get("LESSONBANK_REQUIRE_BROWSERS") == "1":
        pytest.fail(f"{what} is not installed, and LESSONBANK_REQUIRE_BROWSERS=1")
    pytest.skip(f"{what} is not installed")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
        # A browser that shares a busy machine may be late. pytest lists what it ran twice.
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))
    spared = [item for item in items if item.get_closest_marker("paired") and _is_spared(item)]
    config.hook.pytest_deselected(items=spared)
    items[:] = [item for item in items if item not in spared]


def _is_spared(item: pytest.Item) -> bool:
    """Chromium is asked from a host; Firefox, which allows pages least there, from a folder."""
    spec = getattr(item, "callspec", None)  # Only tests with parameters have one.
    params = spec.params if spec else {}
    firefox = params.get("engine") == "firefox"
    return "publish" in params and firefox == (params["publish"] == "http")


# Imported where they are used: a run without browsers need not load what drives them.
@pytest.fixture(scope="session")
def chromium() -> Iterator[LaunchedChromium]:
    """Chromium as Playwright drives it, which can be started only once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415

    from harness.chromium import Chromium, launch  # noqa: PLC0415

    program = Chromium.find() or absent("Chromium")
    with sync_playwright() as playwright, closing(launch(playwright, program)) as browser:
        yield browser


@pytest.fixture(scope="session")
def chromium_window(chromium: LaunchedChromium) -> Iterator[Browser]:
    from harness.chromium import Chromium  # noqa: PLC0415

    with closing(Chromium(chromium)) as browser:
        yield browser


@pytest.fixture(scope="session")
def firefox_window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with warnings.catch_warnings():
        # Mozilla's packages do several things that Python has come to warn of.
        warnings.simplefilter("ignore")
        from harness.firefox import Firefox  # noqa: PLC0415

        browser = Firefox(Firefox.find() or absent("Firefox"), tmp_path_factory.mktemp("firefox"))
    with closing(browser):
        yield browser


# Not of the session: with parameters of the session pytest would go through all files once for
# each browser, and set up twice what a file shares. Each browser starts once all the same.
@pytest.fixture(params=["chromium", "firefox"])
def engine(request: pytest.FixtureRequest) -> Browser:
    browser: Browser = request.getfixturevalue(f"{request.param}_window")
    return browser


@pytest.fixture
def browser(engine: Browser) -> Browser:
    """Each browser in turn, as if just started."""
    engine.reset()
    return engine


@pytest.fixture(params=["http", "file"])
def publish(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], Place]]:
    """Puts a site's folder where users open it: under a sub-path of a host, and on a disk."""
    with ExitStack() as servers:

        def place(root: Path) -> Place:
            if request.param == "file":
                return Place(root, f"{root.as_uri()}/")
            return Place(root, servers.enter_context(serving(root)).base)

        yield place


@pytest.fixture(scope="session")
def tiny_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few pages written by hand, with three seconds of video."""
    return once(tmp_path_factory, "tiny", make_tiny_site)


@pytest.fixture
def tiny(publish: Callable[[Path], Place], tiny_site: Path) -> Place:
    return publish(tiny_site)


@pytest.fixture(scope="session")
def site(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example bank, built; LESSONBANK_SITE names a folder built before."""
    if built := os.environ.get("LESSONBANK_SITE"):
        return Path(built).resolve()

    def build(folder: Path) -> None:
        done = run(root, "lessonbank", "build", "--site-dir", str(folder / "site"))
        assert done.returncode == 0, done.stderr

    return once(tmp_path_factory, "example bank", build) / "site"


@pytest.fixture
def bank(publish: Callable[[Path], Place], site: Path) -> Place:
    return publish(site)


@pytest.fixture(scope="session")
def watching_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small bank with everything that is watched; `watching.PAGES` has a page of each kind."""

    def make(root: Path) -> None:
        built(write_watching_project(root))

    return once(tmp_path_factory, "watching bank", make) / "build" / "site"


@pytest.fixture
def watching(publish: Callable[[Path], Place], watching_site: Path) -> Place:
    return publish(watching_site)


@pytest.fixture(scope="session")
def axe_source() -> str:
    """axe-core, as text to run in a page."""
    if not AXE.is_file():
        absent("axe-core (npm ci)")
    return AXE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def vnu() -> Path:
    """The W3C's HTML checker, which needs Java."""
    if not VNU.is_file():
        absent("vnu-jar (npm ci)")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    return VNU
