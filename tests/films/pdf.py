"""One page of A4 as a PDF, with real text that can be searched, copied and read aloud.

It has no author, program or date, so the same drawing always gives the same bytes. The letters are
those that every reader of PDF has. What is drawn is marked as decoration: the text says it too.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WIDTH, HEIGHT = 595, 842
"""Points, a 72nd of an inch; the origin is the lower left corner."""
FACES = {"plain": "Helvetica", "bold": "Helvetica-Bold", "code": "Courier"}


@dataclass
class Page:
    """A page while it is drawn: what is on it, and what each of its texts is."""

    title: str
    drawn: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)

    def text(
        self, at: tuple[float, float], words: str, size: float = 11, *, face: str = "plain"
    ) -> None:
        """One line of text whose baseline starts at `at`; the page's title is its heading."""
        role = "H1" if words == self.title else "P"
        place = f"/{face} {size:g} Tf {at[0]:g} {at[1]:g} Td ({_escaped(words)}) Tj"
        self.drawn.append(f"/{role} <</MCID {len(self.roles)}>> BDC BT {place} ET EMC")
        self.roles.append(role)

    def line(self, start: tuple[float, float], end: tuple[float, float], width: float = 1) -> None:
        path = f"{start[0]:g} {start[1]:g} m {end[0]:g} {end[1]:g} l S"
        self.drawn.append(f"/Artifact BMC {width:g} w {path} EMC")

    def box(self, corner: tuple[float, float], size: tuple[float, float]) -> None:
        """An empty box above and to the right of `corner`."""
        path = f"{corner[0]:g} {corner[1]:g} {size[0]:g} {size[1]:g} re S"
        self.drawn.append(f"/Artifact BMC 1 w {path} EMC")

    def to_bytes(self) -> bytes:
        """The file. Raises UnicodeEncodeError for signs that its letters lack."""
        return _file(_objects(self))


def _escaped(words: str) -> str:
    return words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


_CATALOG = (
    "<</Type /Catalog /Pages 2 0 R /Lang (en-GB) /MarkInfo <</Marked true>> "
    "/StructTreeRoot 8 0 R /ViewerPreferences <</DisplayDocTitle true>>>>"
)
_FIRST_TEXT = 10
"""The number of the object that describes the first text."""


def _objects(page: Page) -> list[str]:
    """The file's objects, numbered from 1; the last is its title."""
    content = "\n".join(page.drawn)
    fonts = " ".join(f"/{face} {number} 0 R" for number, face in enumerate(FACES, 5))
    sheet = f"/MediaBox [0 0 {WIDTH} {HEIGHT}] /Resources <</Font <<{fonts}>>>>"
    return [
        _CATALOG,
        "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        f"<</Type /Page /Parent 2 0 R {sheet} /StructParents 0 /Contents 4 0 R>>",
        f"<</Length {len(content.encode('cp1252'))}>>\nstream\n{content}\nendstream",
        *(
            f"<</Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding>>"
            for name in FACES.values()
        ),
        *_structure(page.roles),
        f"<</Title ({_escaped(page.title)})>>",
    ]


def _structure(roles: list[str]) -> list[str]:
    """What each text is, in the order in which they are read."""
    texts = " ".join(f"{_FIRST_TEXT + number} 0 R" for number in range(len(roles)))
    return [
        f"<</Type /StructTreeRoot /K [9 0 R] /ParentTree <</Nums [0 [{texts}]]>>>>",
        f"<</Type /StructElem /S /Document /P 8 0 R /K [{texts}]>>",
        *(
            f"<</Type /StructElem /S /{role} /P 9 0 R /Pg 3 0 R /K {number}>>"
            for number, role in enumerate(roles)
        ),
    ]


def _file(objects: list[str]) -> bytes:
    """Objects with the table of where each begins."""
    data = bytearray(b"%PDF-1.7\n")
    starts = []
    for number, body in enumerate(objects, 1):
        starts.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    table = "".join(f"{start:010} 00000 n \n" for start in starts)
    count = len(objects) + 1
    tail = f"xref\n0 {count}\n0000000000 65535 f \n{table}"
    tail += f"trailer\n<</Size {count} /Root 1 0 R /Info {count - 1} 0 R>>\n"
    return bytes(data) + f"{tail}startxref\n{len(data)}\n%%EOF\n".encode("ascii")
