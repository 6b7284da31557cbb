from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from projects import encode_once

# The same examples on every machine, and no failure because a machine is slow.
settings.register_profile("lessonbank", deadline=None, derandomize=True)
settings.load_profile("lessonbank")


SLOW = frozenset({"browser", "docs", "hostile", "media", "packs", "search", "takedown"})
"""Folders whose tests come first, so that no worker is left with a long file at the end."""


def pytest_addoption(parser: pytest.Parser) -> None:
    help_ = "only those tests that play films, or all without them; -m and -k choose among these"
    parser.addoption("--films", choices=["only", "without"], help=help_)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: item.path.relative_to(config.rootpath).parts[1] not in SLOW)
    wanted = config.getoption("--films")
    if wanted is None:
        return
    playing = {item for item in items if item.get_closest_marker("films")}
    chosen = [item for item in items if (item in playing) == (wanted == "only")]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of the repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared_data(root: Path) -> Path:
    """Return the folder of real captions, videos and registers outside the repository."""
    folder = root.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip("the folder ../shared/data is not here")
    return folder


@pytest.fixture(scope="session", autouse=True)
def one_encoding(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Encode the film of the small banks once a session."""
    encode_once(tmp_path_factory)
