"""No language says words from outside a clip, or words of silenced speech."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from lessonbank.bank import Bank, Clip, Recording, Redactions, Sound, Translation
from lessonbank.captions import Captions, Cue, Text
from lessonbank.compiler.speech import cues_of, descriptions_of, translations_of
from lessonbank.content import Folder
from lessonbank.site import Speech
from published import with_clips

WORD = re.compile(r"word[0-9]+of[a-z]+")
LANGUAGES = ("en", "cy", "pl")
FILES = tuple(f"{kind}{language}" for language in LANGUAGES for kind in ("said", "told"))

tenths = st.integers(0, 600).map(lambda n: n / 10)
spans = st.tuples(tenths, st.integers(2, 80).map(lambda n: n / 10)).map(
    lambda span: (span[0], round(span[0] + span[1], 1))
)
files = st.lists(spans, max_size=8, unique=True)


def cues(name: str, times: Sequence[tuple[float, float]]) -> dict[str, Cue]:
    """Return a cue of one word of its own for each span."""
    said = {f"word{number}of{name}": span for number, span in enumerate(sorted(times))}
    return {word: Cue(start, end, (Text(word),)) for word, (start, end) in said.items()}


def bank_of(span: tuple[float, float], silences: Sequence[tuple[float, float]]) -> Bank:
    """Return a bank with one clip, of a recording in three languages."""
    bank = with_clips().library.bank
    clip = next(iter(bank.of(Clip).values()))
    clip = clip.model_copy(update={"start": span[0], "end": span[1], "translations": ()})
    sounds = [Sound.model_construct(start=a, end=b, style="muted") for a, b in silences]
    translations = [
        Translation(language=each, captions=f"said{each}", descriptions=f"told{each}")
        for each in LANGUAGES[1:]
    ]
    told = {"captions": "saiden", "descriptions": "tolden", "translations": tuple(translations)}
    recording = bank.recording_of(clip).model_copy(
        update={**told, "redactions": Redactions.model_construct(boxes=(), sounds=tuple(sounds))}
    )
    items = {Clip.kind: {clip.id: clip}, Recording.kind: {recording.id: recording}}
    return replace(bank, items={**bank.items, **items})


def spoken(bank: Bank, captions: dict[str, Captions]) -> tuple[Speech, ...]:
    """Return everything said in the one clip, in every language."""
    (id_,) = bank.of(Clip)
    further = translations_of(bank, captions, Folder(Path())).get(id_, ())
    descriptions = descriptions_of(bank, captions).get(id_, ())
    return (Speech("en", cues_of(bank, captions).get(id_), descriptions), *further)


@given(spans, st.lists(spans, max_size=2), st.tuples(*[files] * len(FILES)))
@settings(deadline=None, max_examples=80)
def test_each_language_says_only_what_is_heard_in_the_clip(
    clip: tuple[float, float],
    silences: list[tuple[float, float]],
    written: tuple[list[tuple[float, float]], ...],
) -> None:
    bank = bank_of(clip, silences)
    known = {name: cues(name, times) for name, times in zip(FILES, written, strict=True)}
    captions = {name: Captions(tuple(found.values())) for name, found in known.items()}
    every = {word: cue for found in known.values() for word, cue in found.items()}
    speech = spoken(bank, captions)
    said = {word for each in speech for word in WORD.findall(repr((each, each.captions)))}
    start, end = clip
    for word, cue in every.items():
        is_silenced = any(cue.start < b and cue.end > a for a, b in silences)
        if is_silenced or cue.start >= end or cue.end <= start:
            assert word not in said, (word, cue)
        elif start <= cue.start and cue.end <= end:
            assert word in said, (word, cue)
    for each in speech:
        assert {word for word in said if word.endswith(f"said{each.language}")} >= {
            *WORD.findall(each.captions or "")
        }
