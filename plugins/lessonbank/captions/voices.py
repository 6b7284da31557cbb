"""Speakers of cues."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from lessonbank.captions.cues import Cue
from lessonbank.captions.cuetext import Node, Span, Text, plain_text

UNNAMED = "-"
"""The annotation for a change to an unnamed speaker."""


class Utterance(NamedTuple):
    """Text of one voice span; `voice` is None outside a span, empty or "-" if unnamed."""

    voice: str | None
    text: str

    @property
    def speaker(self) -> str | None:
        """The name of the speaker, or None."""
        return self.voice if self.voice not in (None, "", UNNAMED) else None


def utterances(nodes: Iterable[Node]) -> tuple[Utterance, ...]:
    """Split cue text at changes of voice, without empty pieces."""
    joined: list[Utterance] = []
    for piece in _pieces(nodes, None):
        if joined and joined[-1].voice == piece.voice:
            joined[-1] = Utterance(piece.voice, joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return tuple(piece for piece in joined if piece.text.strip())


def voice(cue: Cue) -> str | None:
    """Return the only named speaker of a cue, or None if there is none or more than one."""
    speakers = {said.speaker for said in utterances(cue.nodes)}
    return speakers.pop() if len(speakers) == 1 else None


def attributed(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """Attribute cues without a voice to the previous speaker, if tags mark only changes.

    Captioners either tag every cue or tag changes of speaker only. Where fewer than half the
    cues are tagged, a tag holds until the next one. Do this before cutting to a clip: the tag
    may stand before the clip's start.
    """
    tagged = sum(any(said.voice is not None for said in utterances(cue.nodes)) for cue in cues)
    if not tagged or 2 * tagged >= len(cues):
        return tuple(cues)
    return tuple(_carried(cues))


def _carried(cues: Iterable[Cue]) -> Iterator[Cue]:
    speaker: str | None = None
    for cue in cues:
        said = utterances(cue.nodes)
        if any(piece.voice is not None for piece in said):
            speaker = [piece for piece in said if piece.voice is not None][-1].speaker
            yield cue
        elif speaker and said:
            yield replace(cue, nodes=(Span("v", cue.nodes, speaker),))
        else:
            yield cue


def _pieces(nodes: Iterable[Node], current: str | None) -> Iterator[Utterance]:
    for node in nodes:
        if isinstance(node, Span):
            if node.kind == "rt":
                yield Utterance(current, plain_text((node,)))
            else:
                yield from _pieces(node.children, node.annotation if node.kind == "v" else current)
        elif isinstance(node, Text):
            yield Utterance(current, node.text)
