"""The words in which people are asked for a field."""

from __future__ import annotations

from collections.abc import Mapping

from lessonbank.scaffold.items.questions import Path, Question

_OF_KIND: Mapping[tuple[str, Path], str] = {
    ("person", ("role",)): "Their role, such as Class teacher",
    ("person", ("school",)): "Their school",
    ("permission", ("state",)): "State of the permission",
    ("override", ("granted_on",)): "First day of the exception",
    ("override", ("ends_on",)): "Last day of the exception",
    ("session", ("title",)): "Title, such as INSET day",
    ("tagset", ("version",)): "Version of the tag set",
    ("clip", ("summary",)): "One line: what viewers will see",
    ("lesson", ("outcome",)): "What a pupil can do afterwards, such as I can ...",
    ("form", ("sections", "title")): "Heading of a section",
    ("form", ("sections", "fields", "label")): "Its question",
}
_WORDS: Mapping[Path, str] = {
    ("name",): "Name",
    ("urn",): "Number in the national register (URN)",
    ("month",): "Month of filming",
    ("from",): "Where the clip starts, in the recording's time",
    ("to",): "Where the clip ends, in the recording's time",
    ("summary",): "Summary in one sentence",
    ("why",): "Why it works",
    ("looks_like",): "What it looks like",
    ("not_this",): "What it is not",
    ("on",): "Day",
    ("start",): "Start, such as 15:45",
    ("end",): "End, such as 16:45",
    ("stage",): "Career stage",
    ("basis", "pupils"): "Lawful basis for pupils",
    ("basis", "staff"): "Lawful basis for staff",
    ("pupils_visible",): "Are pupils seen?",
    ("pupils_audible",): "Are pupils heard?",
    ("do_not_film_check", "done"): "Was the do-not-film list checked?",
    ("scope_max",): "Widest audience",
    ("expires_on",): "Last day of the permission",
    ("allows",): "What it allows",
    ("approvals", "role"): "Role that approved",
    ("approvals", "on"): "Day of the approval",
    ("tags", "label"): "Name of a tag",
    ("tags", "definition"): "Its definition",
    ("tags", "looks_like"): "What it looks like",
    ("tags", "not_this"): "What it is not",
    ("statements", "label"): "A statement, in a few words",
    ("clips", "clip"): "Clip to watch",
    ("sequence", "workshop"): "Workshop",
    ("sequence", "term"): "Its term, such as Autumn",
    ("cycle", "title"): "Step of the cycle",
    ("cycle", "what"): "What happens in it",
    ("changes", "what"): "What changed",
    ("changes", "known_by"): "How they know",
    ("done",): "What they did",
    ("differently",): "What they would do differently",
    ("steps", "what"): "A step, such as Meet your mentor",
    ("steps", "when"): "When, such as First week",
}


def label(question: Question) -> str:
    """Return the words that ask for a field."""
    known = _OF_KIND.get((question.model.kind, question.path)) or _WORDS.get(question.path)
    return known or ": ".join(name.replace("_", " ") for name in question.path).capitalize()


def form_of(question: Question) -> str:
    """Return what an answer looks like, for the help of an option."""
    if question.kind:
        return question.kind.upper()
    if question.choices:
        return "|".join(question.choices)
    return question.example or "TEXT"
