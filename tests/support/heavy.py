"""Texts of which a slow search makes hours, and everything that searches texts."""

from __future__ import annotations

from lessonbank.captions import lint, parse
from lessonbank.content import written_links
from lessonbank.content.checks.privacy.contacts import contact_details
from lessonbank.content.checks.privacy.spoken import called_by_name
from lessonbank.content.names import NameList
from lessonbank.files.invisible import invisible

LENGTH = 200_000
"""In letters: what takes quadratic time takes hours at this length."""
PIECES = (
    *(
        "[",
        "![",
        "[a](",
        "[a][b",
        "](",
        "]( ",
        "*",
        "**a",
        "***a",
        "_a ",
        "`",
        "` ",
        "~~~",
        "```\n",
    ),
    *(">", "> ", "<", "</", "<a ", "<!--", "<div>", "<![CDATA[", "<http://", "- ", "1. ", "- a\n"),
    *(
        "a",
        "a.",
        "a-",
        "a@",
        "@",
        "0",
        "01 ",
        "0-",
        "+44",
        "Aa, ",
        ". Aa, ",
        "Thanks ",
        "well done, ",
    ),
    *(
        "[^a]",
        "[a]: b\n",
        "|",
        "a|b\n",
        "=\n",
        "# a\n\n",
        "!!! a\n",
        " ",
        "\t",
        "\n",
        "\\",
        '"',
        "&#",
    ),
    *("\0", "\u200b", "\u200d", "\u200b\u200d", "\U000e0061"),
    *("é", "’", "\u00a0", "{: ", "(", "<v ", "-->", "00:00.000 --> 00:01.000\n"),  # noqa: RUF001
)
"""Each is repeated until the text is long."""
_NAMES = NameList({"aa": frozenset({("aa", "bb")})})


def search(text: str) -> None:
    """Look for links, contacts, names and faults of captions, each to the end of the text."""
    text += " a@b.example [x](y:z"
    list(written_links(f"{text} ](x:y"))
    list(contact_details(text))
    called_by_name(text)
    list(invisible(text))
    list(_NAMES.find(text))
    cue = f"WEBVTT\n\n00:00.000 --> 00:05.000\n{text}".encode()
    list(lint(parse(cue, "a.vtt"), 9, shown=True))
