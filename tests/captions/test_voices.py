from __future__ import annotations

from lessonbank.captions import Cue, Span, Text, attributed, parse, rebase, utterances, voice


def _cues(*texts: str) -> tuple[Cue, ...]:
    body = "".join(f"00:{n:02}.000 --> 00:{n + 1:02}.000\n{t}\n\n" for n, t in enumerate(texts))
    return parse(f"WEBVTT\n\n{body}".encode(), "a.vtt").cues


def test_utterances_split_where_the_voice_changes() -> None:
    (cue,) = _cues("Aside <v Ann>one <i>two</i></v>\n<v Bob>three <v Ann>four</v> five</v>\n<v>six")
    assert [(said.speaker, said.text.strip()) for said in utterances(cue.nodes)] == [
        (None, "Aside"),
        ("Ann", "one two"),
        ("Bob", "three"),
        ("Ann", "four"),
        ("Bob", "five"),
        (None, "six"),
    ]


def test_voice_is_the_only_speaker_of_a_cue() -> None:
    cues = _cues("<v Ann>one", "none", "<v Ann>one</v> <v Bob>two", "<v ->somebody", "")
    assert [voice(cue) for cue in cues] == ["Ann", None, None, None, None]


def test_a_tag_that_marks_a_change_reaches_a_clip_that_starts_after_it() -> None:
    cues = _cues("<v Ann>one</v>", "two", "three", "<v ->four", "five")
    clip = rebase(attributed(cues), 1, 5)
    assert [voice(cue) for cue in clip] == ["Ann", "Ann", None, None]
    assert clip[0].nodes == (Span("v", (Text("two"),), "Ann"),)


def test_untagged_cues_are_unchanged_if_most_are_tagged() -> None:
    cues = _cues("<v Ann>one</v>", "[laughter]", "<v Bob>two</v>")
    assert attributed(cues) == cues


def test_captions_without_voices_are_unchanged() -> None:
    cues = _cues("one", "two")
    assert attributed(cues) == cues
