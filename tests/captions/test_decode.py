from __future__ import annotations

import codecs

import pytest

from lessonbank.captions import decode


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        ("ŵ".encode(), "ŵ", "utf-8"),
        (codecs.BOM_UTF8 + "ŵ".encode(), "ŵ", "utf-8"),
        (codecs.BOM_UTF16_LE + "ŵ".encode("utf-16-le"), "ŵ", "utf-16-le"),
        (codecs.BOM_UTF16_BE + "ŵ".encode("utf-16-be"), "ŵ", "utf-16-be"),
        (b"", "", "utf-8"),
        (b"a\r\nb\rc\n\r\n", "a\nb\nc\n\n", "utf-8"),
        (b"a\0b", "a\N{REPLACEMENT CHARACTER}b", "utf-8"),
    ],
)
def test_unicode_is_read_without_a_notice(data: bytes, text: str, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding, decoded.notice) == (text, encoding, None)


def test_other_bytes_are_windows_1252_with_a_notice() -> None:
    decoded = decode(b"Caf\xe9 \x96 \x81")
    assert decoded.text == "Café \N{EN DASH} \N{REPLACEMENT CHARACTER}"
    assert decoded.encoding == "windows-1252"
    assert decoded.notice


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_bytes_invalid_in_the_marked_encoding_are_replaced_with_a_notice(mark: bytes) -> None:
    decoded = decode(mark + b"ab\xd8")
    assert decoded.text.endswith("\N{REPLACEMENT CHARACTER}")
    assert decoded.notice
