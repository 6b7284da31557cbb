"""YAML as content uses it, with libyaml and without it, on good input and hostile."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml as pyyaml
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.content import yaml
from lessonbank.content.yaml_scene import YamlError
from lessonbank.diagnostics import Code


@pytest.fixture(params=["libyaml", "pure"])
def loader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "pure":
        monkeypatch.setattr(yaml, "Loader", yaml.PurePythonLoader)
    elif not pyyaml.__with_libyaml__:
        pytest.skip("this PyYAML has no libyaml")
    return str(request.param)


@pytest.mark.parametrize(
    "written",
    ["1:15", "1.10", "010", "0x1F", "1_000", "NO", "on", "yes", "true", "2026-03-04", "=", "1e3"],
)
def test_a_plain_scalar_is_text(loader: str, written: str) -> None:
    assert yaml.load(f"key: {written}") == {"key": written}
    assert yaml.load(f"{written}: [{written}]") == {written: [written]}


@pytest.mark.parametrize("written", ["", "~", "null", "Null", "NULL"])
def test_only_nothing_is_nothing(loader: str, written: str) -> None:
    assert yaml.load(f"key: {written}") == {"key": None}
    assert yaml.load(f"key: '{written}'") == {"key": written}


def test_aliases_are_followed(loader: str) -> None:
    assert yaml.load("a: &x [1, 2]\nb: *x") == {"a": ["1", "2"], "b": ["1", "2"]}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "{a: " * 200_000 + "}" * 200_000,
        "- " * 100_000,
        "? " * 100_000,
        "".join("  " * depth + "a:\n" for depth in range(400)),
        "a: &a [*a]",
        "&a {b: *a}",
        "a: &a [x, x]\nb: &b [*a, *a]\n"
        + "".join(f"k{n}: &k{n} [*{'k' + str(n - 1) if n else 'b'}, *b, *a]\n" for n in range(60)),
    ],
    ids=["brackets", "braces", "dashes", "question-marks", "indents", "list", "map", "deep"],
)
def test_depth_is_bounded(loader: str, text: str) -> None:
    with pytest.raises(YamlError) as caught:
        yaml.load(text)
    assert caught.value.faults[0].code is Code.OVERSIZED_YAML


def test_many_shallow_brackets_are_fine(loader: str) -> None:
    text = "".join(f"- {{at: '{n}', tags: [a, b]}}\n" for n in range(500))
    assert len(yaml.load(text)) == 500


def test_all_duplicate_keys_are_told(loader: str) -> None:
    with pytest.raises(YamlError) as caught:
        yaml.load("a: 1\nb: {c: 1, c: 2}\na: 2\na: 3\n")
    assert [fault.start for fault in caught.value.faults] == [15, 21, 26]


_TREES = st.recursive(
    st.text(
        st.characters(
            codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"
        )
    ),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcé分", min_size=1), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(_TREES)
def test_what_is_written_is_read(tree: Any) -> None:
    text = pyyaml.safe_dump(tree, default_style='"', allow_unicode=True)
    assert yaml.load(text) == tree


_YAML_SIGNS = st.text(
    st.sampled_from(list("ab1 \n\t:-?[]{},#&*!|>'\"%@`~<.\\é分\u2028\ufeff\x07")), max_size=60
)


@given(_YAML_SIGNS | st.text(max_size=60))
def test_any_text_is_read_or_refused_where_it_is_wrong(text: str) -> None:
    _read_or_refused(text)


@given(_YAML_SIGNS)
def test_any_text_is_read_or_refused_without_libyaml(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "Loader", yaml.PurePythonLoader)
        _read_or_refused(text)


def _read_or_refused(text: str) -> None:
    try:
        value = yaml.load(text)
    except YamlError as error:
        for fault in error.faults:
            assert 0 <= fault.start <= len(text)
            assert fault.message
            assert fault.fix
    else:
        assert _is_plain(value)


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(isinstance(key, str) and _is_plain(part) for key, part in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return value is None or isinstance(value, str)


def test_the_yaml_test_suite_is_read_or_refused(loader: str, shared_data: Path) -> None:
    suite = shared_data / "hostile" / "yaml-test-suite" / "src"
    if not suite.is_dir():
        pytest.skip("the YAML test suite is not here")
    texts = [text for path in sorted(suite.glob("*.yaml")) for text in _inputs(path)]
    assert len(texts) > 350
    for text in texts:
        _read_or_refused(text)


def _inputs(path: Path) -> list[str]:
    """The YAML of each test of a file, its marks for what cannot be seen replaced."""
    tests = pyyaml.safe_load(path.read_text(encoding="utf-8"))
    written = [test["yaml"] for test in tests if "yaml" in test]
    return [_unmarked(text) for text in written]


def _unmarked(text: str) -> str:
    for mark, meant in (
        ("␣", " "),
        ("»", "\t"),
        ("—", ""),
        ("←", "\r"),
        ("⇔", "\ufeff"),
        ("↵", ""),
    ):
        text = text.replace(mark, meant)
    return text.removesuffix("∎\n")


@pytest.mark.parametrize(
    "text", ["? &a [*a]\n: 1\n", "a: &a {*a : 1}\n", "a: &a [*a]\n", "&a {? *a : b}\n"]
)
def test_a_value_that_contains_itself_is_refused(loader: str, text: str) -> None:
    with pytest.raises(YamlError):
        yaml.load(text)
