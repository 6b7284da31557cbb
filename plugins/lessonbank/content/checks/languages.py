"""Check the languages of recordings, captions, transcripts and pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lessonbank.bank import Bank, Clip, Item, Location, Recording, own_name
from lessonbank.bank.language_names import is_known, meant, primary
from lessonbank.content.checks.context import Context
from lessonbank.content.footage import MEDIA
from lessonbank.content.read import STAND_IN
from lessonbank.diagnostics import Code, Diagnostic

_Tag = tuple[Location, str]
"""A language tag and its place in a file."""


def languages(context: Context) -> Iterator[Diagnostic]:
    bank = context.bank
    if bank.trust is not STAND_IN and not is_known(bank.trust.language):
        message, fix, near = _unknown(bank.trust.language)
        place: Location = ("language",)
        code = Code.LANGUAGE_UNKNOWN
        yield context.report_trust(place, code, message, fix, suggestion=near)
    items: list[Recording | Clip] = [*bank.of(Recording).values(), *bank.of(Clip).values()]
    for item in items:
        tags = _tags(item)
        yield from _unknown_in(context, item, tags)
        yield from _repeated(context, item, tags)
    yield from _unknown_of_pages(context)
    yield from _shared(context)
    yield from _of_another(context)


def main_language(bank: Bank, item: Recording | Clip) -> str:
    """Return the language of the captions and transcripts that are not translations."""
    recording = item if isinstance(item, Recording) else bank.of(Recording).get(item.recording)
    return (recording and recording.language) or bank.trust.language


def _tags(item: Recording | Clip) -> list[_Tag]:
    own: list[_Tag] = []
    if isinstance(item, Recording) and item.language:
        own.append((("language",), item.language))
    further = [each.language for each in item.translations]
    return [*own, *((("translations", n, "language"), tag) for n, tag in enumerate(further))]


def _unknown_in(context: Context, item: Item, tags: Sequence[_Tag]) -> Iterator[Diagnostic]:
    for place, tag in tags:
        if not is_known(tag):
            message, fix, near = _unknown(tag)
            yield context.report(item, place, Code.LANGUAGE_UNKNOWN, message, fix, suggestion=near)


def _unknown_of_pages(context: Context) -> Iterator[Diagnostic]:
    for document in context.reading.prose:
        page = context.reading.pages.get(document.path)
        if page and page.language and not is_known(page.language):
            message, fix, near = _unknown(page.language)
            span = document.span_of(("language",))
            yield document.diagnostic(Code.LANGUAGE_UNKNOWN, message, fix, span, near)


def _unknown(tag: str) -> tuple[str, str, str | None]:
    near = meant(tag)
    fix = f"Write `{near}`." if near else "Write the language's code, such as `cy` for Welsh."
    return f"`{tag}` is the code of no language", fix, near


def _repeated(
    context: Context, item: Recording | Clip, tags: Sequence[_Tag]
) -> Iterator[Diagnostic]:
    main = main_language(context.bank, item)
    seen = {main.casefold()}
    for place, tag in tags:
        if place == ("language",):
            continue
        if tag.casefold() == main.casefold():
            message = f"`{tag}` is the main language, so it needs no translation"
            fix = "Name the files of the main language above `translations`, and delete this entry."
            yield context.report(item, place, Code.TRANSLATION_REPEATED, message, fix)
        elif tag.casefold() in seen:
            message = f"there is a translation in `{tag}` already"
            fix = "Keep one of them, with all files in this language; or correct the language."
            yield context.report(item, place, Code.TRANSLATION_REPEATED, message, fix)
        seen.add(tag.casefold())


def _shared(context: Context) -> Iterator[Diagnostic]:
    """Report a file that is named for two languages of one recording or clip."""
    for recording in context.bank.of(Recording).values():
        yield from _shared_in(context, recording, recording.words)
    for clip in context.bank.of(Clip).values():
        yield from _shared_in(context, clip, clip.transcripts)


def _shared_in(context: Context, item: Item, files: dict[Location, str]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for place, path in files.items():
        if path in seen and place[0] == "translations":
            message = f"`{path}` is named for another language too"
            fix = "Write the file in this language, or delete this line."
            yield context.report(item, place, Code.TRANSLATION_SHARED, message, fix)
        seen.add(path)


def _of_another(context: Context) -> Iterator[Diagnostic]:
    """Report a file whose first lines name another language than its record."""
    for recording in context.bank.of(Recording).values():
        for place, path in recording.words.items():
            read = context.captions.get(path)
            wanted = _language_at(context.bank, recording, place)
            said = read.language if read else None
            if said and is_known(said) and is_known(wanted) and primary(said) != primary(wanted):
                message = f"`{MEDIA}/{path}` says that it is in {own_name(said)} (`{said}`)"
                message += f", and here it is named for `{wanted}`"
                fix = "Name the file for its own language, or correct the language in the file."
                yield context.report(recording, place, Code.CAPTIONS_LANGUAGE, message, fix)


def _language_at(bank: Bank, recording: Recording, place: Location) -> str:
    match place:
        case ("translations", int(number), _):
            return recording.translations[number].language
        case _:
            return main_language(bank, recording)
