"""Loading a project: what is valid is there, what is not is said, nothing raises."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from lessonbank.bank import ITEM_TYPES, Clip, Recording, TagSet
from lessonbank.content import Loaded, Snapshot, load, read_bank, shapes
from lessonbank.diagnostics import Code, Severity

BANK = Path(__file__).parents[1] / "cases" / "bank"
CLIP = "content/clips/bar-models.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BANK, tmp_path / "bank"))


def _files() -> dict[str, bytes]:
    return {
        path.relative_to(BANK).as_posix(): path.read_bytes()
        for path in BANK.rglob("*")
        if path.is_file()
    }


def test_values_have_their_types(project: Path) -> None:
    loaded = load(project)
    clip = loaded.bank.of(Clip)["bar-models"]
    assert (clip.start, clip.end, clip.duration) == (10.0, 100.0, 90.0)
    assert clip.moments[1].to == 80.0
    assert loaded.bank.of(TagSet)["questioning"].version == "1.10"
    assert clip.body.strip() == "Watch how long she waits."
    assert loaded.footage["hazel-maths"].duration == 120.0
    assert len(loaded.captions["hazel-maths.vtt"].cues) == 3
    assert not loaded.has_errors


def test_items_and_findings_come_in_order(project: Path) -> None:
    school = (project / "content/schools/hazel-primary.yml").read_text(encoding="utf-8")
    for name in ("zoo", "alder", "b/beech", "a/yew"):
        path = project / f"content/schools/{name}.yml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"{school}oops: 1\n" if name == "zoo" else school, encoding="utf-8")
    loaded = load(project)
    assert list(loaded.bank.items["school"]) == ["alder", "beech", "hazel-primary", "yew"]
    assert [found.path for found in loaded.diagnostics] == ["content/schools/zoo.yml"]


def test_locate_gives_the_words(project: Path) -> None:
    loaded = load(project)
    clip = loaded.bank.of(Clip)["bar-models"]
    path, span, line = loaded.locate(clip, ("moments", 1, "note"))
    assert path == loaded.path(clip) == CLIP
    assert line[span.column - 1 : (span.end_column or 0) - 1] == "Wait time of three seconds."
    assert (project / path).read_text(encoding="utf-8").splitlines()[span.line - 1] == line


def test_hidden_files_and_leavings_of_editors_are_no_content(project: Path) -> None:
    for name in (".DS_Store.yml", "bar-models.md~", ".git/x.md"):
        (project / "content/clips" / name).parent.mkdir(exist_ok=True)
        (project / "content/clips" / name).write_text("?", encoding="utf-8")
    assert load(project).diagnostics == ()


def test_an_empty_project_is_told_about_its_trust(tmp_path: Path) -> None:
    assert [found.code for found in load(tmp_path).diagnostics] == [Code.TRUST_MISSING]


@given(
    st.text(
        st.characters(
            exclude_categories=["Cc", "Cs", "Zl", "Zp"],
            exclude_characters="'\x85\ufeff\ufffe\uffff",
        )
    )
)
def test_columns_count_characters(note: str) -> None:
    line = f"  - {{note: '{note}', tag: not-a-tag, at: 00:30}}"
    text = (
        (BANK / CLIP).read_text(encoding="utf-8").replace("  - at: 00:30\n    tag: cold-call", line)
    )
    with_trust = Snapshot({**_files(), CLIP: text.encode()})
    reading = read_bank(with_trust)
    if ("clip", "bar-models") in reading.broken:
        assert not note.strip()
        return
    document = reading.documents["clip", "bar-models"]
    start, end = document.span_of(("moments", 0, "tag"))
    found = document.diagnostic(Code.UNKNOWN_TAG, "", "", (start, end))
    assert found.source == line
    assert found.span is not None
    assert found.span.column == line.rindex("not-a-tag") + 1


_EDITS = st.lists(
    st.tuples(
        st.integers(0, 600),
        st.integers(0, 12),
        st.text(max_size=6)
        | st.sampled_from(
            ["\n", "\t", ": ", "- ", "---\n", "'", '"', "[", "{", "*", "&a ", "!", "|", ">", "<<: "]
        ),
    ),
    min_size=1,
    max_size=4,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_EDITS)
def test_a_damaged_clip_gives_findings_and_no_traceback(
    project: Path, edits: list[tuple[int, int, str]]
) -> None:
    text = (BANK / CLIP).read_text(encoding="utf-8")
    for start, length, new in edits:
        text = text[:start] + new + text[start + length :]
    data = text.encode("utf-8", "surrogatepass")
    (project / CLIP).write_bytes(data)
    loaded = load(project)
    assert "bar-models" in loaded.bank.items["clip"] or loaded.has_errors
    _findings_are_well_placed(loaded, project)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=200))
@example(b"\0\1")
@example("a\ufeff\1".encode())
def test_any_bytes_give_findings_and_no_traceback(project: Path, data: bytes) -> None:
    (project / CLIP).write_bytes(b"---\n" + data)
    (project / "content/schools/hazel-primary.yml").write_bytes(data)
    (project / "media.lock").write_bytes(data)
    (project / "content/trust.yml").write_bytes(data)
    (project / "content/index.md").write_bytes(data)
    loaded = load(project)
    assert loaded.has_errors
    _findings_are_well_placed(loaded, project)


def _findings_are_well_placed(loaded: Loaded, project: Path) -> None:
    for found in loaded.diagnostics:
        assert found.message
        assert found.fix
        data = (project / found.path).read_bytes()
        if found.span and _is_utf8(data):
            lines = re.split("\r\n|\r|\n", data.decode("utf-8-sig"))
            assert found.source == lines[found.span.line - 1]
            assert 1 <= found.span.column <= len(found.source) + 1


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@pytest.mark.parametrize("model", ITEM_TYPES.models, ids=lambda model: model.kind)
def test_no_field_answers_in_the_words_of_a_library(model: type) -> None:
    """Every field of every type is given what it does not take."""
    wrong = ("'zz zz ?'", "[a, {b: c}]", "{a: b}", "''", "[[]]", "99999999999999999999", "-1")
    for name in shapes.fields(model):
        for value in wrong:
            text = f"{name}: {value}\n"
            if model.format == "md":
                text = f"---\n{text}---\n"
            path = f"content/{model.folder}/thing.{model.format}"
            for found in read_bank(Snapshot({path: text.encode()})).diagnostics:
                assert "of another form" not in found.message + found.fix
                assert not re.search("Input|should|valid|dict|tuple|string", found.message)


def test_naughty_strings_are_kept_or_refused(project: Path, shared_data: Path) -> None:
    strings = json.loads((shared_data / "hostile" / "blns.json").read_text(encoding="utf-8"))
    template = (BANK / CLIP).read_text(encoding="utf-8")
    for number, naughty in enumerate(strings):
        quoted = json.dumps(naughty, ensure_ascii=False)
        text = template.replace("title: Bar models", f"title: {quoted}")
        for plain in ("A bar model turns a word problem into parts of a whole.", "The problem"):
            text = text.replace(plain, quoted)
        text = text.replace("Wait time of three seconds.", quoted).replace("Watch how", naughty)
        (project / f"content/clips/naughty-{number}.md").write_bytes(text.encode())
    loaded = load(project)
    refused = {found.path for found in loaded.diagnostics if found.severity is Severity.ERROR}
    kept = loaded.bank.of(Clip)
    for number, naughty in enumerate(strings):
        clip = kept.get(f"naughty-{number}")
        if clip is None:
            assert f"content/clips/naughty-{number}.md" in refused
        else:
            assert clip.title == clip.summary == clip.chapters[0].title == naughty.strip()
            assert naughty.replace("\r", "\n") in clip.body
    assert len(kept) > 0.9 * len(strings)


def test_a_recording_is_known_without_its_file(project: Path) -> None:
    loaded = load(project)
    assert not (project / "media/hazel-maths.mp4").exists()
    assert loaded.footage.keys() == loaded.bank.of(Recording).keys()
