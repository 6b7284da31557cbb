"""Sites against the limits of hosts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.outputs import HOSTS, Host, Weight, excesses, remarks, users_of

MIB = 2**20
SIZES = st.lists(st.integers(0, 3 * 10**8), max_size=8)


def weight(*sizes: int) -> Weight:
    return Weight(tuple((f"media/{at}.mp4", size) for at, size in enumerate(sizes)))


@pytest.mark.parametrize(
    ("host", "sizes", "words"),
    [
        ("github-pages", (10**9,), []),
        ("github-pages", (10**9, 1), ["The site has 1.0 GB; GitHub Pages takes 1.0 GB."]),
        ("azure-static-web-apps", (250 * 10**6 + 1,), ["takes 250.0 MB"]),
        ("azure-static-web-apps-standard", (250 * 10**6 + 1,), []),
        ("azure-static-web-apps-standard", (1,) * 15_001, ["15,001 files", "takes 15,000"]),
        ("cloudflare-pages", (25 * MIB,), []),
        ("cloudflare-pages", (25 * MIB + 1,), ["media/0.mp4 has 26.2 MB", "up to 26.2 MB"]),
        ("cloudflare-pages", (1,) * 20_001, ["20,001 files"]),
        ("cloudflare-pages-paid", (1,) * 20_001, []),
        ("web-server", (10**12,), []),
    ],
)
def test_a_limit_that_is_exceeded_is_told(host: str, sizes: tuple[int, ...], words: list[str]):
    said = " ".join(excesses(weight(*sizes), HOSTS[host]))
    assert bool(said) == bool(words)
    assert [each for each in words if each not in said] == []


@given(SIZES, st.sampled_from(sorted(HOSTS)))
def test_a_site_within_every_limit_is_not_complained_of(sizes: list[int], name: str):
    host = HOSTS[name]
    is_well = (
        (host.site is None or sum(sizes) <= host.site)
        and (host.files is None or len(sizes) <= host.files)
        and all(host.file is None or size <= host.file for size in sizes)
    )
    assert (list(excesses(weight(*sizes), host)) == []) == is_well


def test_limits_that_bind_some_sites_are_remarks():
    said = list(remarks(weight(100 * MIB + 1, 100 * MIB), HOSTS["github-pages"]))
    assert [words.split()[0] for words in said] == ["media/0.mp4", "GitHub"]
    assert "the upload needs 349.5 kB a second" in said[1]
    assert list(remarks(weight(10**9), Host("Other"))) == []


def test_a_folder_is_weighed_and_its_films_are_named_by_their_pages(tmp_path: Path):
    for path, text in {
        "media/long.mp4": "x" * 90,
        "media/short.mp4": "x" * 9,
        "clips/bars.html": '<source src="../media/long.mp4">',
        "a.html": "media/long.mp4",
        "b.html": "nothing",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = Weight.of(tmp_path)
    assert found.files[0] == ("media/long.mp4", 90)
    assert len(found.files) == 5
    assert users_of(tmp_path, "media/long.mp4") == ("clips/bars.html", "a.html")
    assert users_of(tmp_path, "media/long.mp4", limit=1) == ("clips/bars.html",)
    assert users_of(tmp_path, "media/short.mp4") == ()
