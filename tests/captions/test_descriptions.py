"""Descriptions of what is to be seen stand in the transcript where it is to be seen."""

from __future__ import annotations

from lessonbank.captions import DESCRIBER, Cue, Span, Text, Transcript, transcript


def cue(start: float, end: float, text: str, voice: str | None = None) -> Cue:
    words = (Text(text),)
    return Cue(start, end, (Span("v", words, voice),) if voice else words)


def told(found: Transcript) -> list[tuple[str | None, list[str]]]:
    return [(turn.speaker, [line.text for line in turn.lines]) for turn in found.turns]


def test_a_description_parts_the_turn_it_falls_into() -> None:
    said = [cue(0, 2, "Look here.", "Teacher"), cue(2, 4, "What is it?", "Teacher")]
    assert told(transcript(said, [cue(2, 3, "She draws\na bar.")])) == [
        ("Teacher", ["Look here."]),
        (DESCRIBER, ["She draws a bar."]),
        ("Teacher", ["What is it?"]),
    ]


def test_nobody_else_is_taken_for_the_describer() -> None:
    """Captions that name no one stay without a name, however many descriptions there are."""
    said = [cue(n, n + 1, f"Words {n}.") for n in range(4)]
    found = transcript(said, [cue(0.5, 1, "A hand goes up.")])
    assert [speaker for speaker, _ in told(found)] == [None, DESCRIBER, None]


def test_a_description_is_not_heard_in_another_voice() -> None:
    voiced = cue(1, 2, "A bell.", "Narrator")
    assert told(transcript([], [voiced])) == [(DESCRIBER, ["A bell."])]
    assert transcript([], [voiced]).timed
