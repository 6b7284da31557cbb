"""Text descriptions are placed in the transcript by time."""

from __future__ import annotations

from lessonbank.captions import DESCRIBER, Cue, Span, Text, Transcript, transcript


def cue(start: float, end: float, text: str, voice: str | None = None) -> Cue:
    words = (Text(text),)
    return Cue(start, end, (Span("v", words, voice),) if voice else words)


def told(found: Transcript) -> list[tuple[str | None, list[str]]]:
    return [(turn.speaker, [line.text for line in turn.lines]) for turn in found.turns]


def test_a_description_splits_the_turn_around_it() -> None:
    said = [cue(0, 2, "Look here.", "Teacher"), cue(2, 4, "What is it?", "Teacher")]
    assert told(transcript(said, [cue(2, 3, "She draws\na bar.")])) == [
        ("Teacher", ["Look here."]),
        (DESCRIBER, ["She draws a bar."]),
        ("Teacher", ["What is it?"]),
    ]


def test_unnamed_captions_are_not_given_to_the_describer() -> None:
    """Leave unnamed captions unnamed, with any number of descriptions."""
    said = [cue(n, n + 1, f"Words {n}.") for n in range(4)]
    found = transcript(said, [cue(0.5, 1, "A hand goes up.")])
    assert [speaker for speaker, _ in told(found)] == [None, DESCRIBER, None]


def test_a_description_has_no_other_speaker() -> None:
    voiced = cue(1, 2, "A bell.", "Narrator")
    assert told(transcript([], [voiced])) == [(DESCRIBER, ["A bell."])]
    assert transcript([], [voiced]).timed
