"""Links are found where Markdown makes links, at their very place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.content.links import written_links


@pytest.mark.parametrize(
    "markdown",
    [
        "[a](clip:x)",
        "![a](clip:x)",
        '[a](clip:x "A title")',
        "[a](<clip:x>)",
        "[a]( clip:x )",
        "[a][b]\n\n[b]: clip:x",
        "[a][b]\n\n   [b]: <clip:x> 'title'",
        "> [a](clip:x)",
        "- a\n\n    [a](clip:x)",
        "1. a\n\n    b\n\n    [a](clip:x)",
        "!!! note\n\n    [a](clip:x)",
        "a\n    [a](clip:x)",
        "`code` [a](clip:x) `code`",
        "a ` b [a](clip:x)",
        "``a ` b`` [a](clip:x)",
        "```\ncode\n```\n[a](clip:x)",
        "~~~ python\n```\n~~~\n[a](clip:x)",
        "<!-- no --> [a](clip:x)",
        "| a | b |\n|---|---|\n| [a](clip:x) | `c` |",
        "[![poster](poster.png)](clip:x)",
    ],
)
def test_a_link_is_found(markdown: str) -> None:
    (link,) = written_links(markdown)
    assert link.address == "clip:x"
    assert markdown[link.start :].startswith("clip:x")


@pytest.mark.parametrize(
    "markdown",
    [
        "`[a](clip:x)`",
        "``[a](clip:x) ` ``",
        "`a\n[a](clip:x)`",
        "```\n[a](clip:x)\n```",
        "```\n[a](clip:x)",
        "~~~ markdown\n[a](clip:x)\n```\n[a](clip:x)\n~~~",
        "- a\n\n    ```\n    [a](clip:x)\n    ```",
        "    [a](clip:x)",
        "a\n\n    [a](clip:x)\n\n    [a](clip:x)",
        "a\n\n\t[a](clip:x)",
        "<!-- [a](clip:x) -->",
        "<!--\n[a](clip:x)",
        "[a](page.md)",
        "[a](#clip:x)",
        "clip:x",
        "(clip:x)",
    ],
)
def test_what_is_no_link_is_left_alone(markdown: str) -> None:
    assert list(written_links(markdown)) == []


@given(st.text("ab`~[]()!:<>-# \n\t\\clip:x", max_size=80))
def test_every_link_is_where_it_says(markdown: str) -> None:
    for link in written_links(markdown):
        assert markdown[link.start : link.start + len(link.address)] == link.address
