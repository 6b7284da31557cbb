"""Pages: CPU a clip page costs, against a plain Material page of the same text.

    python tests/bench/bench_pages.py [--rounds 3]

All are built by MkDocs in processes of their own, out of the navigation, at 300 and at 1,200
clips; what a site of no clips costs is taken off. Media is not part of it. "Pages" are the site
without the Find page and its index, whose cost `bench_search.py` measures; "all" is with them. Both
have lists of clips, chapters and moments beside the clips' pages.
"""

from __future__ import annotations

import argparse
import math
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from unittest.mock import patch

from banks import CLIP_SECONDS, TODAY, Sample, sample
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from lessonbank.bank import Clip, Prose
from lessonbank.captions import Transcript
from lessonbank.compiler.compilation import Compilation
from lessonbank.compiler.settings import Settings
from lessonbank.editions import Edition, Occasion, admit
from lessonbank.media import ClipMedia, Picture, Rendition, Still, Storyboard
from lessonbank.mkdocs.plugin import LessonbankPlugin
from lessonbank.site import Library, still_times
from lessonbank.site.views.clip import ClipView, pages
from lessonbank.site.views.find import FIND

SIZES = (0, 300, 1200)
KINDS = ("plain", "pages", "all")
CONFIG = """
site_name: Bench
docs_dir: content
site_dir: build/site
use_directory_urls: false
theme: {name: material, font: false, features: [navigation.tabs, navigation.path]}
markdown_extensions: [admonition, attr_list, footnotes, tables]
nav: [{Home: index.md}]
"""


def picture(name: str) -> Picture:
    return Picture("0" * 64, Path(name), f"{name}.webp", 1, 640, 360)


def board(clip: Clip) -> Storyboard:
    return Storyboard(1.0, 160, 90, 10, int(clip.duration), picture(f"{clip.id}-board"))


def media(sample_: Sample) -> dict[str, ClipMedia]:
    """Media as values: no page looks at the files."""
    made = {}
    for clip in sample_.bank.of(Clip).values():
        still = Still(picture(f"{clip.id}-l"), picture(f"{clip.id}-s"))
        videos = (
            Rendition("0" * 64, Path("x"), f"{clip.id}-{h}.mp4", 1, h * 16 // 9, h, clip.duration)
            for h in (720, 480)
        )
        made[clip.id] = ClipMedia(
            *videos, still, dict.fromkeys(still_times(clip), still), board(clip)
        )
    return made


def library(clips: int, seconds: int = CLIP_SECONDS) -> Compilation:
    """An edition of a generated bank, with media as values and nothing to draw."""
    sample_ = sample(clips, seconds=seconds)
    admission = admit(Occasion(sample_.bank, Edition.parse("public"), TODAY))
    shown = Library(
        bank=admission.bank, media=media(sample_), cues=sample_.cues, prose={}, today=TODAY
    )
    prose = {"index.md": Prose(body="# Bench\n")}
    compilation = Compilation(admission, shown, (), prose=prose)
    vars(compilation).update(media_files=(), cards={}, title_cards={})
    return compilation


class Prepared(LessonbankPlugin):
    """The plugin with a bank that is there already, and no media to hand over."""

    def __init__(self, compilation: Compilation, without: str | None) -> None:
        super().__init__()
        self._compilation, self._without = compilation, without

    def _compile(self, config: MkDocsConfig, own: Settings) -> None:
        found = self._compilation
        vars(found).update(pages=tuple(page for page in found.pages if page.path != self._without))
        with patch("lessonbank.compiler.build.compile_bank", return_value=found):
            super()._compile(config, own)


def plain_page(view: ClipView, body: str) -> str:
    """What `clip.html` says, as the Markdown of a plain page."""
    parts = [f"# {view.title}", view.summary, *_facts(view), view.context or "", body]
    parts += ["## Chapters", *(f"- {c.clock} {c.title}" for c in view.chapters)]
    parts += ["## Moments"]
    parts += [f"- {m.clock} {m.label}: {m.note} ({m.definition})" for m in view.moments]
    parts += ["## Transcript", *_said(view.transcripts[0].transcript if view.transcripts else None)]
    return "\n\n".join(parts)


def _facts(view: ClipView) -> list[str]:
    rows = (*view.facts, *view.credits)
    return [f"**{row.name}** {', '.join(link.label for link in row.values)}" for row in rows]


def _said(said: Transcript | None) -> list[str]:
    assert said is not None
    return [
        f"**{turn.speaker}** {' '.join(line.text for line in turn.lines)}" for turn in said.turns
    ]


def write(root: Path, clips: int, kind: str) -> None:
    content = root / "content"
    content.mkdir(parents=True)
    (content / "index.md").write_text("# Bench\n", encoding="utf-8")
    tail = "not_in_nav: clips/\nplugins: []\n" if kind == "plain" else "plugins: []\n"
    (root / "mkdocs.yml").write_text(CONFIG + tail, encoding="utf-8")
    if kind != "plain":
        return
    (content / "clips").mkdir()
    for page in pages(library(clips).library):
        path = content / "clips" / f"{page.item.id if page.item else ''}.md"
        assert isinstance(page.view, ClipView)
        path.write_text(plain_page(page.view, page.prose or ""), encoding="utf-8")


def build(root: Path, clips: int, kind: str) -> float:
    """CPU seconds of one build of a site that `write` prepared."""
    config = load_config(config_file=str(root / "mkdocs.yml"))
    if kind != "plain":
        plugin = Prepared(library(clips), without=FIND if kind == "pages" else None)
        plugin.load_config({}, config_file_path=config.config_file_path)
        config.plugins["lessonbank"] = plugin
    config.plugins.on_startup(command="build", dirty=False)
    before = time.process_time()
    mkdocs_build(config)
    return time.process_time() - before


def measure(root: Path, clips: int, kind: str) -> float:
    """CPU seconds of one build in a process of its own."""
    command = [sys.executable, __file__, "--build", str(root), str(clips), kind]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(done.stdout)


def report(seconds: dict[tuple[str, int], float]) -> None:
    nothing, small, large = SIZES
    per_page = {}
    print(f"{'':12}{'CPU s':>8}{'ms a page':>12}{'exponent':>10}")
    for kind in KINDS:
        net = {n: seconds[kind, n] - seconds[kind, nothing] for n in (small, large)}
        per_page[kind] = net[large] / large * 1000
        exponent = math.log(net[large] / net[small]) / math.log(large / small)
        cells = f"{seconds[kind, large]:8.2f}{per_page[kind]:12.2f}{exponent:10.2f}"
        print(f"{kind:12}{cells}")
    for kind in KINDS[1:]:
        ratio = per_page[kind] / per_page["plain"]
        print(f"{kind} / plain, a clip's page at {large} clips: {ratio:.2f}")


def compare(rounds: int) -> None:
    found: dict[tuple[str, int], list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for clips in SIZES:
            for kind in KINDS:
                write(Path(folder) / f"{kind}-{clips}", clips, kind)
        for _ in range(rounds):
            for clips in SIZES:
                for kind in KINDS:
                    root = Path(folder) / f"{kind}-{clips}"
                    found[kind, clips].append(measure(root, clips, kind))
    report({key: statistics.median(times) for key, times in found.items()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--build", nargs=3, metavar=("ROOT", "CLIPS", "KIND"))
    options = parser.parse_args()
    if options.build:
        root, clips, kind = options.build
        print(build(Path(root), int(clips), kind))
    else:
        compare(options.rounds)


if __name__ == "__main__":
    main()
