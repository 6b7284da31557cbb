"""Parse captions and transcripts into one model, cut them to clips, and write WebVTT.

All functions are pure: callers read and write the files.
"""

from __future__ import annotations

from lessonbank.captions.cues import Captions, Cue
from lessonbank.captions.cuetext import Node, Span, Text, Timestamp
from lessonbank.captions.decode import Decoded, decode, decode_as_written
from lessonbank.captions.durations import with_durations
from lessonbank.captions.lint import lint
from lessonbank.captions.parse import parse
from lessonbank.captions.problems import Problem, once_per_rule
from lessonbank.captions.prose import prose
from lessonbank.captions.rebase import Dropped, dropped, rebase
from lessonbank.captions.redact import REMOVED, redact
from lessonbank.captions.serialise import to_webvtt
from lessonbank.captions.settings import Settings
from lessonbank.captions.spoken_names import called_by_name, spoken_word
from lessonbank.captions.transcript import DESCRIBER, Line, Transcript, Turn, transcript, untimed
from lessonbank.captions.voices import Utterance, attributed, utterances, voice
from lessonbank.captions.written_names import named_in_notes

__all__ = [
    "DESCRIBER",
    "REMOVED",
    "Captions",
    "Cue",
    "Decoded",
    "Dropped",
    "Line",
    "Node",
    "Problem",
    "Settings",
    "Span",
    "Text",
    "Timestamp",
    "Transcript",
    "Turn",
    "Utterance",
    "attributed",
    "called_by_name",
    "decode",
    "decode_as_written",
    "dropped",
    "lint",
    "named_in_notes",
    "once_per_rule",
    "parse",
    "prose",
    "rebase",
    "redact",
    "spoken_word",
    "to_webvtt",
    "transcript",
    "untimed",
    "utterances",
    "voice",
    "with_durations",
]
