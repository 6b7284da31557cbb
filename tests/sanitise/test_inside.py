"""Metadata and hidden data in documents, archives and sound files, part by part."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonbank.sanitise import (
    READABLE,
    Kind,
    Trace,
    UnreadableFileError,
    Words,
    clean_picture,
    look_inside,
)
from lessonbank.sanitise.archive import Budget
from lessonbank.sanitise.clean import CannotCleanError, clean
from papers import (
    XMP,
    archive,
    box,
    id3,
    m4a,
    mp3,
    office,
    open_document,
    pdf,
    photo,
    picture,
    stream,
    word,
)

PERSON, ORGANISATION = (Kind.TELLS, "a person"), (Kind.TELLS, "an organisation")
LOCATION, DEVICE = (Kind.TELLS, "a location"), (Kind.TELLS, "a device")
FOLDER = (Kind.TELLS, "a folder on somebody's computer")
LOADS = (Kind.ACTIVE, "something that is loaded from elsewhere")


def hidden(what: str) -> tuple[Kind, str]:
    return Kind.HIDDEN, what


def core(name: str) -> str:
    return f"<p xmlns:cp='c' xmlns:dc='d'><dc:creator>{name}</dc:creator></p>"


def rels(inner: str) -> str:
    return f"<Relationships>{inner}</Relationships>"


W = "xmlns:w='w'"
PHOTO = photo()
MARK = "/Type /Annot /Rect [0 0 9 9] /Contents (Ask Amira)"
JPEG = f"/Type /XObject /Subtype /Image /Filter /DCTDecode /Width 8 /Height 6 /X ({0})"

CASES = {
    "docx: author": (
        "a.docx",
        office({"docProps/core.xml": core("Jo Smith")}),
        {("docProps/core.xml", *PERSON)},
    ),
    "docx: last modified by": (
        "a.docx",
        office({"docProps/core.xml": "<p><lastModifiedBy>Jo</lastModifiedBy></p>"}),
        {("docProps/core.xml", *PERSON)},
    ),
    "docx: company and manager": (
        "a.docx",
        office({"docProps/app.xml": "<P><Company>A Ltd</Company><Manager>Jo</Manager></P>"}),
        {("docProps/app.xml", *ORGANISATION), ("docProps/app.xml", *PERSON)},
    ),
    "docx: photo": (
        "a.docx",
        office({"word/document.xml": word(), "word/media/image1.jpeg": PHOTO}),
        {("word/media/image1.jpeg", *each) for each in (LOCATION, DEVICE, PERSON)},
    ),
    "docx: comments and who wrote them": (
        "a.docx",
        office({"word/comments.xml": f"<w:comments {W}><w:comment w:author='Jo'/></w:comments>"}),
        {("word/comments.xml", *hidden("comments")), ("word/comments.xml", *PERSON)},
    ),
    "docx: tracked changes": (
        "a.docx",
        office({"word/document.xml": f"<d {W}><w:del w:author='Jo'><w:r/></w:del></d>"}),
        {("word/document.xml", *hidden("tracked changes")), ("word/document.xml", *PERSON)},
    ),
    "docx: hidden text": (
        "a.docx",
        office({"word/document.xml": f"<d {W}><w:vanish/></d>"}),
        {("word/document.xml", *hidden("hidden text"))},
    ),
    "docx: text that is not hidden": (
        "a.docx",
        office({"word/document.xml": f"<d {W}><w:vanish w:val='0'/></d>"}),
        set(),
    ),
    "docx: macro": (
        "a.docx",
        office({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"}),
        {("word/vbaProject.bin", Kind.ACTIVE, "a macro")},
    ),
    "docx: a template of another computer": (
        "a.docx",
        office(
            {
                "word/_rels/settings.xml.rels": rels(
                    "<Relationship Type='x/attachedTemplate' TargetMode='External'"
                    " Target='file:///C:/Documents and Settings/jsmith/a.dotx'/>"
                )
            }
        ),
        {("word/_rels/settings.xml.rels", *FOLDER), ("word/_rels/settings.xml.rels", *LOADS)},
    ),
    "docx: a link": (
        "a.docx",
        office(
            {
                "word/_rels/document.xml.rels": rels(
                    "<Relationship Type='x/hyperlink' TargetMode='External'"
                    " Target='https://a.example/home/users/index.html'/>"
                )
            }
        ),
        set(),
    ),
    "docx: workbook within": (
        "a.docx",
        office(
            {
                "word/embeddings/b.xlsx": office(
                    {"xl/workbook.xml": "<w><sheet name='Names' state='veryHidden'/></w>"}
                )
            }
        ),
        {("word/embeddings/b.xlsx/xl/workbook.xml", *hidden("a hidden sheet"))},
    ),
    "pptx: hidden slide": (
        "a.pptx",
        office({"ppt/slides/slide2.xml": "<p:sld xmlns:p='p' show='0'/>"}),
        {("ppt/slides/slide2.xml", *hidden("a hidden slide"))},
    ),
    "pptx: notes": (
        "a.pptx",
        office(
            {"ppt/notesSlides/notesSlide1.xml": "<p:n xmlns:p='p' xmlns:a='a'><a:t>Ask</a:t></p:n>"}
        ),
        {("ppt/notesSlides/notesSlide1.xml", Kind.NOTES, "speaker notes")},
    ),
    "pptx: number of a slide in its notes": (
        "a.pptx",
        office(
            {
                "ppt/notesSlides/notesSlide1.xml": "<p:n xmlns:p='p' xmlns:a='a'>"
                "<a:fld type='slidenum'><a:t>3</a:t></a:fld></p:n>"
            }
        ),
        set(),
    ),
    "pptx: authors of comments": (
        "a.pptx",
        office(
            {
                "ppt/commentAuthors.xml": "<l xmlns:p='p'><p:cmAuthor name='Jo'/></l>",
                "ppt/authors.xml": "<l xmlns:q='q'><q:author name='Jo' userId='jo@a'/></l>",
                "ppt/comments/comment1.xml": "<l xmlns:p='p'><p:cm/></l>",
            }
        ),
        {
            ("ppt/commentAuthors.xml", *PERSON),
            ("ppt/authors.xml", *PERSON),
            ("ppt/comments/comment1.xml", *hidden("comments")),
        },
    ),
    "xlsx: hidden sheet, rows and a folder": (
        "a.xlsx",
        office(
            {
                "xl/workbook.xml": "<w xmlns:x='x'><sheet state='hidden'/>"
                "<x:absPath url='C:\\Users\\jsmith\\Desktop\\'/></w>",
                "xl/worksheets/sheet1.xml": "<s><row hidden='1'/></s>",
            }
        ),
        {
            ("xl/workbook.xml", *hidden("a hidden sheet")),
            ("xl/workbook.xml", *FOLDER),
            ("xl/worksheets/sheet1.xml", *hidden("hidden rows or columns")),
        },
    ),
    "xlsx: comments": (
        "a.xlsx",
        office(
            {
                "xl/comments1.xml": "<c><author>Jo</author><comment/></c>",
                "xl/threadedComments/threadedComment1.xml": "<T><threadedComment/></T>",
                "xl/persons/person.xml": "<l><person displayName='Jo'/></l>",
                "xl/pivotCache/pivotCacheRecords1.xml": "<pivotCacheRecords/>",
                "xl/externalLinks/externalLink1.xml": "<e/>",
            }
        ),
        {
            ("xl/comments1.xml", *PERSON),
            ("xl/comments1.xml", *hidden("comments")),
            ("xl/threadedComments/threadedComment1.xml", *hidden("comments")),
            ("xl/persons/person.xml", *PERSON),
            ("xl/pivotCache/pivotCacheRecords1.xml", *hidden("the data behind a pivot table")),
            ("xl/externalLinks/externalLink1.xml", *hidden("values of another workbook")),
        },
    ),
    "odt: author, comment, changes": (
        "a.odt",
        open_document(
            {
                "meta.xml": core("Jo"),
                "content.xml": "<d xmlns:o='o' xmlns:t='t'><o:annotation/><t:tracked-changes/></d>",
                "settings.xml": "<s xmlns:config='c'><config:config-item config:name='PrinterName'>"
                "Staff room</config:config-item></s>",
                "Pictures/a.jpg": PHOTO,
            }
        ),
        {
            ("meta.xml", *PERSON),
            ("content.xml", *hidden("comments")),
            ("content.xml", *hidden("tracked changes")),
            ("settings.xml", *DEVICE),
            *(("Pictures/a.jpg", *each) for each in (LOCATION, DEVICE, PERSON)),
        },
    ),
    "odp: notes and a hidden slide": (
        "a.odp",
        open_document(
            {
                "content.xml": "<d xmlns:p='p' xmlns:s='s'><p:notes><p>Ask</p></p:notes>"
                "<s:drawing-page-properties p:visibility='hidden'/></d>"
            }
        ),
        {
            ("content.xml", Kind.NOTES, "speaker notes"),
            ("content.xml", *hidden("a hidden slide")),
        },
    ),
    "ods: hidden sheet": (
        "a.ods",
        open_document(
            {"content.xml": "<d xmlns:t='t'><t:table-properties t:display='false'/></d>"}
        ),
        {("content.xml", *hidden("a hidden sheet"))},
    ),
    "pdf: author": (
        "a.pdf",
        pdf(["<< /Author (Jo Smith) /Company (A Ltd) >>"], trailer="/Info 5 0 R"),
        {("", *PERSON), ("", *ORGANISATION)},
    ),
    "pdf: XMP": (
        "a.pdf",
        pdf([stream("/Type /Metadata /Subtype /XML", XMP.encode(), packed=True)]),
        {("", *each) for each in (LOCATION, DEVICE, PERSON)},
    ),
    "pdf: photo": (
        "a.pdf",
        pdf([stream("/Subtype /Image /Filter /DCTDecode /Width 8 /Height 6", PHOTO)]),
        {("picture 5", *each) for each in (LOCATION, DEVICE, PERSON)},
    ),
    "pdf: comment": (
        "a.pdf",
        pdf([f"<< {MARK} /Subtype /Text /T (Jo) >>"], page="/Annots [5 0 R]"),
        {("", *hidden("comments or marks")), ("", *PERSON)},
    ),
    "pdf: link": (
        "a.pdf",
        pdf(
            ["<< /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://a.example) >> >>"],
            page="/Annots [5 0 R]",
        ),
        set(),
    ),
    "pdf: attachment": (
        "a.pdf",
        pdf(
            [
                "<< /Type /Filespec /F (b.docx) /EF << /F 6 0 R >> >>",
                stream("/Type /EmbeddedFile", office({"docProps/core.xml": core("Jo")})),
            ],
            root="/Names << /EmbeddedFiles << /Names [(b.docx) 5 0 R] >> >>",
        ),
        {("", *hidden("an attached file")), ("b.docx/docProps/core.xml", *PERSON)},
    ),
    "pdf: script": (
        "a.pdf",
        pdf(["<< /S /JavaScript /JS (app.alert\\(1\\)) >>"], root="/OpenAction 5 0 R"),
        {("", Kind.ACTIVE, "a script")},
    ),
    "pdf: starts a program": (
        "a.pdf",
        pdf(root="/OpenAction << /S /Launch /F (cmd.exe) >>"),
        {("", Kind.ACTIVE, "a command that starts a program")},
    ),
    "pdf: filled form": (
        "a.pdf",
        pdf(
            ["<< /FT /Tx /T (Name) /V (Amira Khan) /Subtype /Widget /Rect [0 0 9 9] >>"],
            page="/Annots [5 0 R]",
            root="/AcroForm << /Fields [5 0 R] >>",
        ),
        {("", *hidden("values filled into a form"))},
    ),
    "pdf: empty form": (
        "a.pdf",
        pdf(["<< /FT /Tx /T (Name) >>"], root="/AcroForm << /Fields [5 0 R] >>"),
        set(),
    ),
    "pdf: hidden layers": (
        "a.pdf",
        pdf(
            ["<< /Type /OCG /Name (Answers) >>"],
            root="/OCProperties << /OCGs [5 0 R] /D << /OFF [5 0 R] >> >>",
        ),
        {("", *hidden("hidden layers"))},
    ),
    "mp3: artist": ("a.mp3", mp3(id3({"TPE1": b"\0Jo"})), {("tag TPE1", *PERSON)}),
    "mp3: old tag": (
        "a.mp3",
        mp3(tail=b"TAG" + bytes(30) + b"Jo".ljust(30, b"\0") + bytes(65)),
        {("", *PERSON)},
    ),
    "mp3: cover": (
        "a.mp3",
        mp3(id3({"APIC": b"\0image/jpeg\0\3\0" + PHOTO})),
        {("cover picture", *each) for each in (LOCATION, DEVICE, PERSON)},
    ),
    "mp3: private": (
        "a.mp3",
        mp3(id3({"PRIV": b"x\0y"})),
        {("tag PRIV", *hidden("a program's own data"))},
    ),
    "mp3: title": ("a.mp3", mp3(id3({"TIT2": b"\0Bars"})), set()),
    "zip: photo in a document in an archive": (
        "a.zip",
        archive({"b/c.zip": archive({"d.docx": office({"word/media/e.jpeg": PHOTO})})}),
        {("b/c.zip/d.docx/word/media/e.jpeg", *each) for each in (LOCATION, DEVICE, PERSON)},
    ),
    "zip: sound of a telephone": (
        "a.zip",
        archive({"b.m4a": m4a(box(b"\xa9xyz", b"+53.0-001.0/"))}),
        {("b.m4a/tag \xa9xyz", *LOCATION)},
    ),
    "zip: leftovers": (
        "a.zip",
        archive({"__MACOSX/._a": b"x", ".DS_Store": b"y"}),
        {("", *hidden("leftover system files"))},
    ),
    "zip: program and flipchart": (
        "a.zip",
        archive({"a.exe": b"MZ", "b.flipchart": b"?"}),
        {
            ("a.exe", Kind.ACTIVE, "code that can run"),
            ("b.flipchart", Kind.UNKNOWN, "a .flipchart file"),
        },
    ),
    "svg: who drew it, and where": (
        "a.svg",
        b"""<svg xmlns:dc='d' xmlns:s='s' s:f='C:\\Users\\jsmith\\a.png'>
        <metadata><dc:creator><a><dc:title>Jo</dc:title></a></dc:creator></metadata></svg>""",
        {("", *PERSON), ("", *FOLDER)},
    ),
    "avif": ("a.avif", photo("avif"), {("", *each) for each in (LOCATION, DEVICE, PERSON)}),
}


def found(name: str, data: bytes) -> set[tuple[str, Kind, str]]:
    return {
        (each.inner, each.kind, each.what)
        for each in look_inside(name, data)
        if isinstance(each, Trace)
    }


@pytest.mark.parametrize("case", CASES, ids=str)
def test_hidden_data_is_found(case: str) -> None:
    name, data, expected = CASES[case]
    assert found(name, data) == expected


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_cleaned_copy_has_no_metadata(case: str) -> None:
    """Remove all metadata; leave only what a person must decide."""
    name, data, before = CASES[case]
    cleaned = clean(name, data)
    left = {(each.inner, each.kind, each.what) for each in cleaned.left}
    assert not {each for each in left if each[1] is Kind.TELLS}
    taken = {(each.inner, each.kind, each.what) for each in cleaned.taken}
    assert taken == before - left
    assert found(f"copy{cleaned.ending}", cleaned.data) == left
    assert b"Jo Smith" not in cleaned.data
    assert b"jsmith" not in cleaned.data


@pytest.mark.parametrize("case", [case for case in CASES if case.startswith("pdf")], ids=str)
def test_a_cleaned_pdf_has_its_pages_and_neither_scripts_nor_attachments(case: str) -> None:
    name, data, _ = CASES[case]
    copy = clean(name, data)
    assert not {each.kind for each in copy.left} & {Kind.ACTIVE}
    assert not {each.what for each in copy.left} & {"an attached file", "comments or marks"}
    said = [each for each in look_inside(name, copy.data, texts=True) if isinstance(each, Words)]
    assert Words("page 1", "Bars") in said


def test_a_cleaned_document_keeps_every_part_and_word() -> None:
    parts = {
        "word/document.xml": word("<w:p><w:ins w:author='Jo Smith'><w:t>Bars</w:t></w:ins></w:p>"),
        "word/media/image1.png": picture("png"),
        "docProps/core.xml": core("Jo Smith"),
    }
    with zipfile.ZipFile(io.BytesIO(clean("a.docx", office(parts)).data)) as copy:
        assert copy.namelist() == ["[Content_Types].xml", *parts]
        assert copy.read("word/document.xml").decode() == parts["word/document.xml"].replace(
            "'Jo Smith'", '"Author"'
        )
        assert copy.read("docProps/core.xml").decode() == core("")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", pdf(["<< /Type /Sig /Name (Jo) >>"])),
        ("a.docx", office({"_xmlsignatures/sig1.xml": "<s/>"})),
        ("a.odt", open_document({"META-INF/documentsignatures.xml": "<s/>"})),
    ],
)
def test_a_signed_document_is_not_changed(name: str, data: bytes) -> None:
    with pytest.raises(CannotCleanError, match="signed"):
        clean(name, data)


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.pdf", "a.mp3", "a.png", "a.svg"])
@pytest.mark.parametrize("data", [b"", b"PK\3\4 and no more", b"%PDF-1.4", b"\x89PNG no more"])
def test_a_damaged_file_is_refused_with_a_reason(name: str, data: bytes) -> None:
    with pytest.raises(CannotCleanError):
        clean(name, data)
    assert {kind for _, kind, _ in found(name, data)} <= {Kind.UNREADABLE}


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
        (
            "a.odt",
            open_document(
                {"META-INF/manifest.xml": "<m><encryption-data/></m>", "content.xml": "?"}
            ),
        ),
        (
            "a.pdf",
            pdf(
                ["<< /Filter /Standard /V 2 /R 3 /Length 128 /O (x) /U (y) /P -4 >>"],
                trailer="/Encrypt 5 0 R /ID [(a) (b)]",
            ),
        ),
    ],
)
def test_a_protected_file_is_reported(name: str, data: bytes) -> None:
    assert ("", Kind.UNREADABLE, "it is protected with a password") in found(name, data)


def test_a_protected_part_of_an_archive_is_reported() -> None:
    data = archive({"a.txt": "x"})
    at = data.index(b"PK\1\2") + 8
    assert found("a.zip", data[:at] + b"\1" + data[at + 1 :]) == {
        ("", Kind.UNREADABLE, "it is protected with a password")
    }


def test_a_decompression_bomb_is_not_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lessonbank.sanitise.inside.Budget", lambda: Budget(bytes=1_000_000))
    zeros = bytes(200_000)
    layer = archive({f"{number}.txt": zeros for number in range(8)})
    (trace,) = found("a.zip", layer)
    assert trace == ("", Kind.UNREADABLE, "it unpacks to too much data")


def test_nested_archives_are_read_to_a_limit() -> None:
    data = archive({"a.txt": "x"})
    for _ in range(8):
        data = archive({"b.zip": data})
    ((_, kind, what),) = found("a.zip", data)
    assert (kind, what) == (Kind.UNREADABLE, "it is nested too deeply")


def test_entities_are_not_resolved() -> None:
    bomb = "<!DOCTYPE d [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]><d>&b;</d>"
    ((inner, kind, _),) = found("a.docx", office({"word/document.xml": bomb}))
    assert (inner, kind) == ("word/document.xml", Kind.UNREADABLE)


@pytest.mark.parametrize(
    ("name", "data", "inner"),
    [
        (
            "a.docx",
            office({"word/document.xml": word("<w:p><w:t>Ami</w:t><w:t>ra Khan</w:t></w:p>")}),
            "word/document.xml",
        ),
        (
            "a.xlsx",
            office({"xl/sharedStrings.xml": "<s><si><t>Amira Khan</t></si></s>"}),
            "xl/sharedStrings.xml",
        ),
        ("a.odt", open_document({"content.xml": "<d><p>Amira Khan</p></d>"}), "content.xml"),
        ("a.zip", archive({"b.txt": "Amira Khan"}), "b.txt"),
        ("a.pdf", pdf(["<< /Title (Amira Khan) >>"], trailer="/Info 5 0 R"), ""),
        (
            "a.mp3",
            mp3(
                id3({"TIT2": "\1Amira Khan".encode("latin-1")[:1] + "Amira Khan".encode("utf-16")})
            ),
            "tag TIT2",
        ),
    ],
)
def test_words_are_read_with_their_part(name: str, data: bytes, inner: str) -> None:
    said = [each for each in look_inside(name, data, texts=True) if isinstance(each, Words)]
    assert any("Amira Khan" in each.text for each in said if each.inner == inner)


@pytest.mark.parametrize("name", sorted(f"a{ending}" for ending in READABLE))
@settings(max_examples=30)
@given(
    st.binary(max_size=300), st.sampled_from([b"", b"%PDF-1.4\n", b"\x89PNG\r\n\x1a\n", b"PK\3\4"])
)
def test_any_bytes_are_read_or_refused(name: str, data: bytes, start: bytes) -> None:
    for whole in (start + data, start + data + b"Exif\0\0 /ObjStm stream\n"):
        assert all(isinstance(each, Trace | Words) for each in look_inside(name, whole, texts=True))


@pytest.mark.parametrize("case", CASES, ids=str)
@settings(max_examples=8)
@given(st.data())
def test_damaged_files_are_read_or_refused(case: str, data: st.DataObject) -> None:
    name, whole, _ = CASES[case]
    at = data.draw(st.integers(0, len(whole) - 1))
    for damaged in (whole[:at], whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + 2 :]):
        list(look_inside(name, damaged, texts=True))
        try:
            clean(name, damaged)
            clean_picture(name, damaged)
        except (CannotCleanError, UnreadableFileError):
            pass
