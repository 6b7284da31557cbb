"""Make the films of the example bank: `python -m tests.films [id ...]`, from the root.

`--check` reads the scripts and writes the captions from the known timings, without voice or film;
`--stills DIR` saves a picture every few seconds instead of encoding.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.films.captions import webvtt
from tests.films.cast import cast
from tests.films.film import encode
from tests.films.room import ROOMS
from tests.films.script import Lesson, ScriptError, read
from tests.films.stage import RATE, Stage
from tests.films.timeline import Timeline, lay_out

FILMS = Path(__file__).parent
MEDIA = FILMS.parents[1] / "media"


def lessons() -> dict[str, Path]:
    """Every lesson script by recording id."""
    return {path.stem: path for path in sorted((FILMS / "lessons").glob("*.yml"))}


def lesson(path: Path) -> Lesson:
    """A script, with only its own teacher allowed to speak beside the pupils."""
    return read(path, frozenset(cast()))


def timings(path: Path) -> list[float]:
    """How long each sentence of a script took to say when its film was made."""
    said = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return [seconds for _, seconds in said]


def known(path: Path) -> Timeline:
    """The timeline of a film that was made, without a voice."""
    script = lesson(path)
    return lay_out(script, timings(path), ROOMS[script.room])


def shown() -> dict[str, str]:
    """How captions name each speaker."""
    return {name: speaker.shown for name, speaker in cast().items()}


def make(path: Path, stills: Path | None) -> None:
    """Say, draw and encode one lesson."""
    from tests.films import sound, voice  # noqa: PLC0415 - numpy and the voice come by hand

    script = lesson(path)
    lines = [(beat.speaker or "", one) for beat in script.beats for one in beat.sentences]
    voices = [voice.say(speaker, one) for speaker, one in lines]
    seconds = [round(len(samples) / voice.RATE, 3) for samples in voices]
    timeline = lay_out(script, seconds, ROOMS[script.room])
    track = sound.mix(timeline, voices, shown())
    count = timeline.end * RATE
    stage = Stage(script, timeline, sound.loudness(track, count, RATE))
    if stills:
        _stills(stage, count, stills / script.id)
        return
    said = [[one.text, length] for (_, one), length in zip(lines, seconds, strict=True)]
    write(path.with_suffix(".json"), json.dumps(said, ensure_ascii=False, indent=0) + "\n")
    write(MEDIA / f"{script.id}.vtt", webvtt(timeline, shown()))
    wav = voice.KEPT / f"{script.id}.wav"
    sound.save(track, wav)
    encode((stage.frame(number) for number in range(count)), wav, MEDIA / f"{script.id}.mp4")


def _stills(stage: Stage, count: int, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(0, count, RATE * 4):
        stage.frame(number).save(folder / f"{number // RATE:03}.png")


def write(path: Path, text: str) -> None:
    """Write text so that a reader sees the old file or the new one, never a part."""
    unfinished = path.with_name(path.name + ".part")
    unfinished.write_text(text, encoding="utf-8", newline="\n")
    unfinished.replace(path)


def table(script: str, timeline: Timeline) -> str:
    """The marks of a film, for writing its clips."""
    rows = [f"{script}  ends {timeline.end // 60:02}:{timeline.end % 60:02}"]
    rows += [f"  {at // 60:02}:{at % 60:02}  {mark}" for mark, at in timeline.marks.items()]
    return "\n".join(rows)


def main(arguments: list[str]) -> None:
    """Make the lessons named, or all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.films", description=__doc__)
    parser.add_argument("id", nargs="*", help="recordings to make; all of them where none is named")
    parser.add_argument("--check", action="store_true", help="captions and marks only")
    parser.add_argument("--stills", type=Path, metavar="DIR", help="pictures instead of a film")
    chosen = parser.parse_args(arguments)
    for name in chosen.id or lessons():
        path = lessons()[name]
        if not chosen.check:
            make(path, chosen.stills)
        if not chosen.stills:
            write(MEDIA / f"{name}.vtt", webvtt(known(path), shown()))
            print(table(name, known(path)))  # noqa: T201


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except ScriptError as error:
        sys.exit(str(error))
