"""Banks whose every word is meant to do harm, or is merely awkward."""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from html import escape
from pathlib import Path

from papers import pdf
from projects import make_film, write_project

SCRIPTS = (
    "<script>alert(1)</script>",
    "</title></script><script>console.log(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "\"' autofocus onfocus=alert(1) x='",
    "--><svg onload=alert(1)>",
    "javascript:alert(1)//",
    "[press](javascript:alert(1)) ![see](data:text/html,<script>alert(1)</script>)",
    "<a href=java&#9;script:alert(1)>press</a>",
    "</textarea></style><iframe srcdoc='<script>parent.alert(1)</script>'></iframe>",
    "<lb-reel><lb-clip><video src=x onerror=alert(1)></video></lb-clip></lb-reel>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<div id=lessonbank></div><form id=__config><input name=base></form>",
    "{{ config }}{% raw %}{{ lessonbank.bank }}",
    "words\n{: onclick=alert(1) onmouseover=alert(1) }",
    '## Heading {: data-toc-label="<img src=x onerror=alert(1)>" }',
    "<details ontoggle=alert(1) open><summary>x</summary></details>",
    "http://[::1 [open](http://[) <http://[>",
)
"""What would run wherever it was taken for markup."""
AWKWARD = (
    *("null", "true", "NaN", "1e9", "0x0", "-0", "1:15", "~", "on", "!!python/object", "&a", "*"),
    *("", " ", "\t", "\u00a0", "\u0000", "\u0008", "\u007f", "\u0085", "\u2028", "\ufeff"),
    *("\u202eright to left", "مرحبا", "Ṱ̺̺̕o͞ ̷i̲̬n̝̗v̟̜o̘̩k̞e", "😀👩🏽‍🏫", "ﬁ", "\ud7ff\ue000", "田中さん"),
    *("../../etc/passwd", "CON", "a/b", "con.txt", "$HOME", "%s%n", "`rm`", "a\nb\n\nc", "---"),
    *("W" * 5000, "w " * 2000, "\ufffe", "..."),
)
"""What is text all the same, or is refused in words."""
_SECONDS = 60
_CHUNKS = 6
_MEDIA = {
    "loud": "title: Loud\nmedia: lesson.mp4\ncaptions: lesson.vtt\n",
    "lesson": "title: Quiet\nmedia: lesson.mp4\n",
}


def write_hostile_project(root: Path, texts: Sequence[str]) -> Path:
    """A bank of a few clips, people, tags ...: each has a part of the texts in all its fields."""
    _begin(root)
    _write(root, "about.md", "# About\n\n" + "\n\n".join(texts))
    (root / "media/lesson.vtt").write_text(_captions(texts), encoding="utf-8")
    for number, part in enumerate(parts(texts)):
        _full(root, f"s{number}", part, loud=number == 0)
    return root


def parts(texts: Sequence[str]) -> list[Sequence[str]]:
    return [texts[start::_CHUNKS] for start in range(min(_CHUNKS, len(texts)))]


def write_awkward_project(root: Path, texts: Sequence[str]) -> Path:
    """A clip `n0`, a person `n0` and a tag `n0` of the first text, and so on."""
    _begin(root)
    for number, text in enumerate(texts):
        _one(root, f"n{number}", text)
    return root


def _begin(root: Path) -> None:
    write_project(root, film=False)
    shutil.rmtree(root / "content/clips")
    make_film(root / "media/lesson.mp4", _SECONDS, size="64x36")
    rest = "month: 2026-03\nschool: elm\npermission: EL-1\ncredits: [{person: jo-harper}]\n"
    for name, text in _MEDIA.items():
        _write(root, f"recordings/{name}.yml", text + rest)
    _write(root, "resources/a.pdf", pdf().decode("latin-1"))
    _write(root, "index.md", "# Home")
    _write(root, "about.md", "# About")


def _write(root: Path, name: str, text: str) -> None:
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.lstrip("\n"), encoding="utf-8", newline="\n")


def _fields(fields: dict[str, object]) -> str:
    """As YAML: what JSON writes is that too."""
    return "".join(
        f"{name}: {json.dumps(value, ensure_ascii=False)}\n" for name, value in fields.items()
    )


def _clip(title: str, recording: str, end: str, **more: object) -> dict[str, object]:
    fixed = {"recording": recording, "from": "00:00", "to": end, "subject": "maths"}
    return {"title": title, "summary": title, **fixed, "phase": "primary", **more}


def _full(root: Path, id_: str, part: Sequence[str], *, loud: bool) -> None:
    say = " ".join(part)
    fields = _clip(
        say,
        "loud" if loud else "lesson",
        "01:00" if loud else "00:05",
        context=say,
        techniques=[id_],
        chapters=[{"at": "00:00", "title": say}, {"at": "00:02", "title": say}],
        moments=[{"at": "00:03", "tag": id_, "note": say}],
        watch_for={"before": list(part), "during": [say], "after": [say]},
        resources=[{"title": say, "file": "a.pdf"}],
        credits=[{"role": "teacher", "name": say}, {"role": "support", "person": id_}],
        licence={"video": "CC-BY-4.0", "text": "CC-BY-4.0", "holder": say},
    )
    lesson = {"title": say, "clip": id_, "outcome": say, "key_points": [say], "tasks": [say]}
    watch = {
        "title": say,
        "summary": say,
        "audience": say,
        "clips": [{"clip": id_, "question": say}],
        "agenda": [{"minutes": 5, "what": say}],
    }
    _page(root, f"clips/{id_}", fields, "\n\n".join(part))
    _page(root, f"techniques/{id_}", _technique(say))
    _page(root, f"lessons/{id_}", lesson)
    _page(root, f"watchlists/{id_}", watch)
    _write(root, f"people/{id_}.yml", _person(say))
    _write(root, f"tagsets/{id_}.yml", _tags(id_, say))


def _one(root: Path, id_: str, text: str) -> None:
    chapters = [{"at": "00:00", "title": text}]
    fields = _clip(text, "lesson", "00:05", chapters=chapters, credits=[{"person": id_}])
    _page(root, f"clips/{id_}", fields)
    _write(root, f"people/{id_}.yml", _person(text))
    _write(root, f"tagsets/{id_}.yml", _tags(id_, text))


def _page(root: Path, name: str, fields: dict[str, object], body: str = "") -> None:
    _write(root, f"{name}.md", f"---\n{_fields(fields)}---\n{body}")


def _person(say: str) -> str:
    return _fields({"name": say, "role": "Teacher", "about": say, "credit": "name"})


def _technique(say: str) -> dict[str, object]:
    points = {"looks_like": [say], "not_this": [say], "steps": [say]}
    return {"title": say, "summary": say, "why": say, **points}


def _tags(id_: str, say: str) -> str:
    tag = {"id": id_, "label": say, "definition": say, "looks_like": [say], "not_this": [say]}
    return _fields({"title": say, "version": "1", "tags": [{**tag, "prompts": [say]}]})


def _captions(texts: Sequence[str]) -> str:
    words = (escape(" ".join(text.split()), quote=False) for text in texts)
    lines = [f"<v {said} >{said} " for said in words if said]
    step = _SECONDS / (len(lines) + 1)
    cues = (
        f"{_clock(number * step)} --> {_clock((number + 0.9) * step)}\n{line}\n"
        for number, line in enumerate(lines)
    )
    return "WEBVTT\n\n" + "\n".join(cues)


def _clock(seconds: float) -> str:
    return f"00:{seconds:06.3f}"
