"""New items for a bank: valid content from few answers."""

from lessonbank.scaffold.items.addition import Addition, errors_of, item_file, write
from lessonbank.scaffold.items.answers import Choice, Judge, Leaf, RefusedError
from lessonbank.scaffold.items.chapter_list import ChapterList, read_chapter_bytes, read_chapters
from lessonbank.scaffold.items.clips import (
    LARGEST_LIST,
    Proposed,
    clip_addition,
    clip_proposals,
    clock,
    proposed_clip,
    the_next_recording,
)
from lessonbank.scaffold.items.films import (
    Beside,
    Film,
    captions_beside,
    judged,
    month_of_film,
    open_film,
    same_film,
    translations,
)
from lessonbank.scaffold.items.gather import Asker, Gathered, Refused, gather
from lessonbank.scaffold.items.ids import id_fault, proposed_id, taken_ids
from lessonbank.scaffold.items.items import fields_of
from lessonbank.scaffold.items.permissions import (
    proposed_reference,
    to_grant,
    with_history,
)
from lessonbank.scaffold.items.proposals import ALSO_ASKED, proposals
from lessonbank.scaffold.items.questions import Path, Question, questions
from lessonbank.scaffold.items.recordings import (
    A_TEACHER,
    NewRecording,
    Way,
    media_path,
    recording_addition,
    recording_proposals,
)
from lessonbank.scaffold.items.taggings import (
    Parts,
    Proposal,
    film_of,
    named_in,
    parts_of,
    tagging_addition,
    tagging_proposals,
)
from lessonbank.scaffold.items.wording import form_of, label

__all__ = [
    "ALSO_ASKED",
    "A_TEACHER",
    "LARGEST_LIST",
    "Addition",
    "Asker",
    "Beside",
    "ChapterList",
    "Choice",
    "Film",
    "Gathered",
    "Judge",
    "Leaf",
    "NewRecording",
    "Parts",
    "Path",
    "Proposal",
    "Proposed",
    "Question",
    "Refused",
    "RefusedError",
    "Way",
    "captions_beside",
    "clip_addition",
    "clip_proposals",
    "clock",
    "errors_of",
    "fields_of",
    "film_of",
    "form_of",
    "gather",
    "id_fault",
    "item_file",
    "judged",
    "label",
    "media_path",
    "month_of_film",
    "named_in",
    "open_film",
    "parts_of",
    "proposals",
    "proposed_clip",
    "proposed_id",
    "proposed_reference",
    "questions",
    "read_chapter_bytes",
    "read_chapters",
    "recording_addition",
    "recording_proposals",
    "same_film",
    "tagging_addition",
    "tagging_proposals",
    "taken_ids",
    "the_next_recording",
    "to_grant",
    "translations",
    "with_history",
    "write",
]
