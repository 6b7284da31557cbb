"""Check schools' versions of pages: what they replace, add and leave out must be there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lessonbank.bank import Bank, Location, Overlay, Topic
from lessonbank.content import Loaded
from lessonbank.content.document import Document
from lessonbank.content.suggest import closest_of
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.markdown.overlaid import overlaid
from lessonbank.markdown.sections import Section, roots, sections
from lessonbank.site.versions import Original, original


def version_faults(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield what is wrong with each version."""
    first: dict[tuple[str, str], str] = {}
    for overlay in loaded.bank.of(Overlay).values():
        document = loaded.reading.documents[overlay.kind, overlay.id]
        page = original(loaded.bank, loaded.pages, overlay.page)
        known = first.setdefault((overlay.school, overlay.page), document.path)
        if page is None:
            yield _no_page(loaded, overlay, document)
        elif known != document.path:
            yield _second(document, known)
        else:
            yield from _Check(overlay, document, page).faults()


def _no_page(loaded: Loaded, overlay: Overlay, document: Document) -> Diagnostic:
    near = closest_of(overlay.page, _pages(loaded.bank, loaded.pages))
    message = f"there is no page `{overlay.page}` of which a school can have its own version"
    fix = f"Write `{near}`." if near else "Write the path of a page below `content/`."
    offsets = document.span_of(("page",))
    return document.diagnostic(Code.NO_PAGE_TO_VARY, message, fix, offsets, near)


def _pages(bank: Bank, texts: Mapping[str, object]) -> list[str]:
    topics = (item for item in bank if isinstance(item, Topic))
    return [*texts, *(f"{item.folder}/{item.id}.md" for item in topics)]


def _second(document: Document, known: str) -> Diagnostic:
    message = f"`{known}` is the school's version of this page already"
    fix = "Move the sections of this file there, and delete it."
    return document.diagnostic(Code.VERSION_TWICE, message, fix, document.span_of(("page",)))


@dataclass(frozen=True)
class _Check:
    """The check of one version against its page."""

    overlay: Overlay
    document: Document
    page: Original

    @property
    def theirs(self) -> Mapping[str, Section]:
        return {each.id: each for each in sections(self.page.markdown)}

    @property
    def own(self) -> tuple[Section, ...]:
        return roots(sections(self.overlay.body))

    def faults(self) -> Iterator[Diagnostic]:
        yield from self._outside()
        yield from self._repeated()
        yield from self._removed()
        yield from self._added()
        yield from self._inside_others()
        yield from self._mandatory()

    def _outside(self) -> Iterator[Diagnostic]:
        """Report text above the first section, and a version that changes nothing."""
        start = self.own[0].start if self.own else len(self.overlay.body)
        above = self.overlay.body[:start]
        fix = "Write it below a heading with an id, such as `## Lunch duty {#lunch-duty}`."
        if above.strip():
            at = len(above) - len(above.lstrip())
            message = "this text belongs to no section, so no page would show it"
            yield self._at(Code.TEXT_OF_NO_SECTION, message, fix, at, len(above.rstrip()))
        elif not self.own and not self.overlay.remove:
            message = "the version changes nothing"
            yield self._field(("page",), Code.TEXT_OF_NO_SECTION, message, fix)

    def _repeated(self) -> Iterator[Diagnostic]:
        for place, id_ in enumerate(self.overlay.remove):
            if id_ in {each.id for each in self.own}:
                message = f"the section `{id_}` is left out here, and written below"
                fix = "Delete one of the two."
                yield self._field(("remove", place), Code.VERSION_TWICE, message, fix)

    def _removed(self) -> Iterator[Diagnostic]:
        for place, id_ in enumerate(self.overlay.remove):
            at: Location = ("remove", place)
            if id_ not in self.theirs:
                yield self._unknown(id_, self.document.span_of(at))
            elif self.theirs[id_].is_mandatory:
                message = f"the section `{id_}` is mandatory, so no school may leave it out"
                fix = "Take it out of this list. A school may write it in its own words."
                yield self._field(at, Code.MANDATORY_SECTION, message, fix)

    def _added(self) -> Iterator[Diagnostic]:
        """Report added sections whose place is unknown, or whose id looks misspelt."""
        known = {**self.theirs, **{each.id: each for each in self.own}}
        for block in self.own:
            if block.after and block.after not in known:
                yield self._unknown(block.after, self._heading(block))
            near = closest_of(block.id, self.theirs)
            if block.id not in self.theirs and not block.after and near:
                message = f"the page has no section `{block.id}`, so this is added at its end"
                fix = f"Write `{{#{near}}}` to replace that one, or say where: `after={near}`."
                offsets = self._heading(block)
                yield self._found(Code.SECTION_UNCERTAIN, message, fix, offsets, f"#{near}")

    def _inside_others(self) -> Iterator[Diagnostic]:
        """Report sections that are lost, because the file changes the section around them."""
        whole = overlaid(self.page.markdown, self.overlay.body, self.overlay.remove)
        kept = {each.id for each in whole.changes}
        for block in self.own:
            if block.id not in kept:
                message = f"`{block.id}` is part of a section that this file replaces or leaves out"
                fix = "Write it there, or change that section no further."
                yield self._found(Code.VERSION_TWICE, message, fix, self._heading(block))

    def _mandatory(self) -> Iterator[Diagnostic]:
        """Report mandatory sections that are missing or empty in the school's version."""
        if any(self.theirs[id_].is_mandatory for id_ in self.overlay.remove if id_ in self.theirs):
            return
        merged = overlaid(self.page.markdown, self.overlay.body, self.overlay.remove)
        left = {each.id: each for each in sections(merged.markdown)}
        for id_ in (each.id for each in self.theirs.values() if each.is_mandatory):
            found = left.get(id_)
            if found is None or not merged.markdown[found.body : found.end].strip():
                how = "missing" if found is None else "empty"
                message = f"the mandatory section `{id_}` would be {how} at this school"
                fix = "Write it below its heading, or leave the section around it as it is."
                yield self._found(Code.MANDATORY_SECTION, message, fix, self._cause(id_))

    def _cause(self, id_: str) -> tuple[int, int]:
        """Return the place in the file that takes a section from the page."""
        lost = self.theirs[id_]
        for block in self.own:
            theirs = self.theirs.get(block.id)
            if theirs and (theirs.id == id_ or theirs.holds(lost)):
                return self._heading(block)
        for place, other in enumerate(self.overlay.remove):
            if other in self.theirs and self.theirs[other].holds(lost):
                return self.document.span_of(("remove", place))
        return self.document.span_of(("page",))

    def _unknown(self, id_: str, offsets: tuple[int, int]) -> Diagnostic:
        near = closest_of(id_, self.theirs)
        every = ", ".join(f"`{each}`" for each in self.theirs) or "none"
        message = f"the page `{self.overlay.page}` has no section `{id_}`"
        fix = f"Write `{near}`." if near else f"Its sections: {every}."
        return self._found(Code.SECTION_UNKNOWN, message, fix, offsets, near)

    def _heading(self, block: Section) -> tuple[int, int]:
        start = self.document.body_start
        end = self.overlay.body.find("\n", block.start)
        return start + block.start, start + (end if end >= 0 else len(self.overlay.body))

    def _at(self, code: Code, message: str, fix: str, start: int, end: int) -> Diagnostic:
        before = self.document.body_start
        return self._found(code, message, fix, (before + start, before + end))

    def _field(self, at: Location, code: Code, message: str, fix: str) -> Diagnostic:
        return self._found(code, message, fix, self.document.span_of(at))

    def _found(
        self,
        code: Code,
        message: str,
        fix: str,
        offsets: tuple[int, int],
        suggestion: str | None = None,
    ) -> Diagnostic:
        return self.document.diagnostic(code, message, fix, offsets, suggestion)
