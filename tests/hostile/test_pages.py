"""What contributors write in pages cannot reach the theme, run, or tell what is denied."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import material
import mkdocs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown import Markdown

from lessonbank.bank import Prose
from lessonbank.content import load
from lessonbank.markdown import Directory, Target
from lessonbank.markdown.extension import BankLinks
from lessonbank.markdown.resolve import resolve
from link_forms import ADDRESSES, MARKDOWN, TAGS, WRAPPERS, wrapped
from projects import RECORDING, clip, turned, write_project
from sites import TODAY, run, state

THEME = Path(material.__file__).parent
MKDOCS = Path(mkdocs.__file__).parent
TEMPLATES = ["base.html", *sorted(p.name for p in (THEME / "templates").glob("[!b]*.html"))]
"""Those of the theme, but for its blog's, which only the blog's own pages can fill."""
READ = re.compile(
    r"""\bmeta(?:\.get\(|\[|\.)\s*["']?(?P<key>[a-z_]+)(?P<call>\()?""",
)
OFFERED = {name for name in Prose.model_fields if name not in Prose.given}
VALUES = ("redirect.html", '"javascript:alert(1)"', "[a, b]", "{a: b}", "true", "1", "../../x")


def keys_read() -> set[str]:
    """Every key that MkDocs, Material and its plugins read of a page's front matter."""
    files = [path for top in (THEME, MKDOCS) for path in top.rglob("*") if path.is_file()]
    texts = (p.read_text("utf-8") for p in files if p.suffix in {".py", ".html", ".xml"})
    found = (match for text in texts for match in READ.finditer(text))
    return {match["key"] for match in found if not match["call"] or match["key"] == "title"}


def test_the_keys_are_found() -> None:
    assert {"template", "location", "title", "hide", "icon", "status", "author"} <= keys_read()


def test_no_key_of_the_themes_is_taken(tmp_path: Path) -> None:
    root = write_project(tmp_path, film=False)
    refused = sorted(keys_read() - OFFERED)
    for key in refused:
        for number, value in enumerate(VALUES):
            page = root / f"content/{key}-{number}.md"
            page.write_text(f"---\n{key}: {value}\n---\n# Page\n", encoding="utf-8")
    found = [(d.path, d.span.line, d.code.title) for d in load(root).diagnostics if d.span]
    for key in refused:
        for number in range(len(VALUES)):
            assert (f"content/{key}-{number}.md", 2, "unknown-key") in found


@pytest.mark.parametrize("key", sorted(OFFERED))
def test_a_field_takes_its_own_type_only(key: str, tmp_path: Path) -> None:
    root = write_project(tmp_path, film=False)
    wrong = {"hide": ("redirect.html", "[redirect.html]", "{a: b}"), "search": ("x", "[x]")}
    for number, value in enumerate(wrong.get(key, ("[a, b]", "{a: b}", '" "'))):
        page = root / f"content/p{number}.md"
        page.write_text(f"---\n{key}: {value}\n---\n# Page\n", encoding="utf-8")
        assert [d.path for d in load(root).diagnostics if d.path == f"content/p{number}.md"]


HOOK = """
import json, pathlib

SEEN = {}

def on_page_content(html, *, page, config, files):
    SEEN[page.file.src_uri] = sorted(page.meta)
    pathlib.Path(config.config_file_path).with_name("seen.json").write_text(json.dumps(SEEN))
    if page.file.src_uri.startswith("as-"):
        page.meta["template"] = page.file.src_uri[3:-3]
        page.meta["location"] = "javascript:alert(1)"
    return html
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bank, built once."""
    root = write_project(tmp_path_factory.mktemp("pages"))
    page = "---\ntitle: Signs <b>&\nsummary: A page.\nhide: [toc]\n---\nWords.\n"
    (root / "content/signs.md").write_text(page, encoding="utf-8")
    (root / "content/colon.md").write_text("Note: words.\ntemplate: x\n", encoding="utf-8")
    (root / "content/clips/index.md").write_text(
        "---\nsummary: Ours.\n---\nHi.\n", encoding="utf-8"
    )
    (root / "hook.py").write_text(HOOK, encoding="utf-8")
    config = root / "mkdocs.yml"
    config.write_text(f"{config.read_text('utf-8')}hooks: [hook.py]\n", encoding="utf-8")
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    return root


def test_only_fields_of_pages_reach_the_theme(project: Path) -> None:
    seen = json.loads((project / "seen.json").read_text(encoding="utf-8"))
    assert seen["signs.md"] == ["description", "hide", "title"]
    assert "template" in seen.pop("mine/store.md"), "ours, by itself in a frame"
    assert {key for keys in seen.values() for key in keys} <= {*OFFERED} - {"summary"}
    colon = (project / "build/site/colon.html").read_text(encoding="utf-8")
    assert "Note: words." in colon
    assert 'content="Ours."' in (project / "build/site/clips/index.html").read_text("utf-8")


def test_no_template_makes_a_page_without_its_duties(project: Path) -> None:
    """A plugin chooses each template of the theme for a page: the site stays as it was."""
    before = state(project / "build/site")
    for name in TEMPLATES:
        (project / f"content/as-{name}.md").write_text("# Page\n", encoding="utf-8")
    done = run(project, "lessonbank", "build", "--today", TODAY)
    for name in TEMPLATES:
        (project / f"content/as-{name}.md").unlink()
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    refused = set(re.findall(r"as-([a-z0-9-]+\.html)\.html", done.stderr))
    assert refused == {"redirect.html"}, "the base of all pages is ours"
    assert state(project / "build/site") == before


@pytest.mark.parametrize("edition", ["public", "trust"])
def test_whatever_a_plugin_writes_is_looked_at(project: Path, edition: str) -> None:
    before = state(project / "build/site")
    files = {"static.html": "<p>x</p>", "a/b.htm": "<p>x</p>", "x.yml": "a: b", "x.xhtml": ""}
    writes = f"""
import pathlib

def on_post_build(*, config):
    for name, text in {files!r}.items():
        path = pathlib.Path(config.site_dir, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
"""
    (project / "hook.py").write_text(writes, encoding="utf-8")
    done = run(project, "lessonbank", "build", "--today", TODAY, "--edition", edition)
    (project / "hook.py").write_text(HOOK, encoding="utf-8")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert all(name in done.stderr for name in files)
    assert "LB521" in done.stderr
    assert "LB522" in done.stderr
    assert state(project / "build/site") == before


NAV = """
  - Zanzibar walk: clips/secret-walk.md
  - More: [{Zanzibar talk: "clip:secret-walk"}, {First: "clip:first"}]
  - Only Zanzibar: [clips/secret-walk.md]
  - Told: told.md
"""
TOLD = """\
---
title: Told of clip:secret-walk
summary: Of clips/secret-walk.html
---
# See [Zanzibar](clips/secret-walk.md#t=2)

[Zanzibar](clips/secret-walk.md "Zanzibar"), [Zanzibar](/clips/secret-walk.html), <clip:secret-walk>

## [Zanzibar](clip:secret-walk)

[up](#zanzibar) <a href="clips/first.md">First</a> <clip:first>

![](clip:first)
"""


def test_what_is_made_of_a_page_tells_no_more_than_the_page(tmp_path: Path) -> None:
    """Navigation, titles, contents, cards and what is searched, without a warning of MkDocs."""
    root = write_project(tmp_path)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    nav = config.index("nav: [")
    files = {
        "mkdocs.yml": f"{config[:nav]}nav:\n  - Home: index.md{NAV}",
        "content/permissions/EL-9.yml": turned("paused"),
        "content/recordings/secret.yml": RECORDING.replace("EL-1", "EL-9"),
        "content/clips/secret-walk.md": clip("Zanzibar", "00:01", "00:05", at="00:02").replace(
            "recording: lesson", "recording: secret"
        ),
        "content/told.md": TOLD,
    }
    for name, text in files.items():
        (root / name).write_text(text, encoding="utf-8")
    done = run(root, "lessonbank", "build", "--today", TODAY)
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("told.md") == done.stderr.count("LB222 in content/told.md")
    site = state(root / "build/site")
    ended = site.pop("clips/secret-walk.html")
    assert b"Zanzibar" not in ended
    for name, data in site.items():
        assert b"zanzibar" not in data.lower(), name
        assert b"secret-walk" not in data, name
    told = site["told.html"].decode()
    assert told.count('<a href="clips/first.html">First</a>') >= 2
    assert "<lb-player" in told


DENIED, SHOWN, WORDS = "what-a-child-said", "bars", "Zanzibar"
TARGETS = {("clip", SHOWN): Target("clips/bars.html", "Bars", lambda *_: "<lb-player></lb-player>")}
DIRECTORY = Directory(TARGETS, frozenset({("clip", DENIED)}))
EXTENSIONS = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables", "toc"),
    *("pymdownx.details", "pymdownx.superfences", "pymdownx.highlight"),
]


def converted(text: str) -> str:
    """A page of `handbook/`, with the contents that are made of it."""
    links = BankLinks(lambda: DIRECTORY, lambda: "handbook/page.html")
    md = Markdown(extensions=[*EXTENSIONS, links])
    html = md.convert(text)
    return html + json.dumps(md.toc_tokens) + md.toc  # type: ignore[attr-defined]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(ADDRESSES),
    st.sampled_from((*MARKDOWN, *TAGS)),
    st.sampled_from(WRAPPERS),
    st.sampled_from((*WRAPPERS, "{}")),
    st.sampled_from(("", "[TOC]\n\n")),
)
def test_neither_words_nor_id_of_what_is_denied_are_left(
    address: str, element: str, wrapper: str, around: str, first: str
) -> None:
    written = element.format(address=address.format(id=DENIED), words=WORDS)
    text = first + wrapped(around, wrapped(wrapper, written))
    html = converted(text)
    assert DENIED not in html.lower(), text
    assert WORDS not in html, text
    assert WORDS.lower() not in html, text


@pytest.mark.parametrize("element", [*MARKDOWN[:9], *TAGS[:6]])
def test_the_label_of_a_heading_goes_with_it(element: str) -> None:
    link = element.format(address=f"clip:{DENIED}", words=WORDS)
    html = converted(f'[TOC]\n\n## See {link} {{: data-toc-label="{WORDS}" }}')
    assert WORDS.lower() not in html.lower()


@pytest.mark.parametrize("element", [*MARKDOWN, *(each for each in TAGS[:6] if "={" not in each)])
@pytest.mark.parametrize("address", [each for each in ADDRESSES if "clip:" in each.lower()])
def test_links_to_what_is_shown_lead_there(address: str, element: str) -> None:
    html = converted(element.format(address=address.format(id=SHOWN), words=WORDS))
    assert '"../clips/bars.html' in html or "<lb-player" in html
    assert "clip:" not in html.lower()


@pytest.mark.parametrize(
    "text", ["`clip:an-id`", "clip:an-id", "    clip: an-id", "a clip: the one"]
)
def test_what_is_no_items_address_stays(text: str) -> None:
    assert text.strip("` ") in converted(text)


@pytest.mark.parametrize(
    "html",
    [
        f"<ul>{f'<li><a href=clip:{DENIED}>{WORDS}</a> <b></b></li>' * 5000}</ul>",
        f"<p>{f'<a href=clip:{DENIED}>{WORDS}</a> ' * 5000}</p>",
        f"<p>{f'clip:{DENIED} ' * 10_000}</p>",
        f"<p>{f'[clip:{DENIED}' * 10_000}</p>",
        f"{'<code>' * 5000}clip:{DENIED}",
        f"{'<div>' * 5000}<a href=clip:{DENIED}>{WORDS}</a>",
    ],
    ids=["list", "row", "words", "brackets", "code", "deep"],
)
def test_a_page_of_nothing_but_links_is_read_in_time(html: str) -> None:
    began = time.monotonic()
    resolved = DIRECTORY.redacted(resolve(html, DIRECTORY, "page.html", "").html)
    assert time.monotonic() - began < 10
    assert WORDS not in resolved
    assert DENIED not in resolved
