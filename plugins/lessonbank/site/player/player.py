"""The values of a player, for templates. Addresses are from the site's root."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import quote

from lessonbank.bank import Clip, Lesson, own_names
from lessonbank.captions import Cue, Text, to_webvtt
from lessonbank.media import ClipMedia
from lessonbank.site.library import Library
from lessonbank.site.pictures.frames import MEDIA, Still, film_url, poster
from lessonbank.site.speech import Speech

_PLAIN = "!$()*+,-./:;=?@_~"
"""Characters without escapes in a data: URL. Percent-encoded text compresses better than base64."""


@dataclass(frozen=True, slots=True)
class Source:
    """One rendition. `height` is in pixels."""

    url: str
    type: str
    height: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Track:
    """Captions in a further language as a data: URL; `name` is what the language calls itself."""

    language: str
    name: str
    src: str


@dataclass(frozen=True, slots=True)
class Storyboard:
    """A sheet of `count` small frames in rows of `columns`, each the size of a tile in pixels.

    Tile `k`, counted from 0 along the rows, shows the frame at `k * interval` seconds: at second
    `s` that is tile `floor(s / interval)`, whose left is `k % columns * tile_width` and whose top
    is `floor(k / columns) * tile_height`.
    """

    url: str
    interval: float
    tile_width: int
    tile_height: int
    columns: int
    count: int


@dataclass(frozen=True, slots=True)
class Player:
    """A `<video>`: renditions, best first, and text tracks as data: URLs.

    Tracks are inlined because browsers load no track file over `file://`. `described` are the
    renditions with spoken audio description, best first, in the same time. `descriptions` is a
    track of descriptions in text. Either may be empty.

    `translations` are captions in further languages. `name` is what the clip's language calls
    itself; it is empty for a player with captions in one language.
    """

    title: str
    duration: float
    width: int
    height: int
    sources: tuple[Source, ...]
    poster: Still
    captions: str | None
    chapters: str | None
    language: str
    storyboard: Storyboard
    downloads: bool = False
    """Whether browsers may offer to save the film."""
    described: tuple[Source, ...] = ()
    descriptions: str | None = None
    name: str = ""
    translations: tuple[Track, ...] = ()


def player(library: Library, clip: Clip, lesson: Lesson | None = None) -> Player:
    """Return the player of a clip. For a lesson it has the lesson's title and no chapters."""
    media = library.media[clip.id]
    captions, descriptions = library.captions_of(clip), library.descriptions_of(clip)
    described = library.described.get(clip.id)
    name, translations = names_and_tracks(library.speeches_of(clip))
    return Player(
        title=(lesson or clip).title,
        duration=clip.duration,
        width=media.std.width,
        height=media.std.height,
        sources=sources(library, media),
        poster=poster(library, clip),
        captions=track(captions) if captions else None,
        chapters=None if lesson or not clip.chapters else track(to_webvtt(_chapter_cues(clip))),
        language=library.language_of(clip),
        storyboard=storyboard(media),
        downloads=clip.downloads,
        described=sources(library, described) if described else (),
        descriptions=track(descriptions) if descriptions else None,
        name=name,
        translations=translations,
    )


def names_and_tracks(speeches: Sequence[Speech]) -> tuple[str, tuple[Track, ...]]:
    """Return the name of the first language, and captions in the others; empty without others."""
    names = own_names(tuple(each.language for each in speeches))
    tracks = tuple(
        Track(each.language, name, track(words))
        for each, name in zip(speeches[1:], names[1:], strict=True)
        if (words := each.captions) is not None
    )
    return names[0] if tracks else "", tracks


def storyboard(media: ClipMedia) -> Storyboard:
    """Return a clip's storyboard."""
    made = media.storyboard
    return Storyboard(
        url=MEDIA + made.picture.published,
        interval=made.interval,
        tile_width=made.tile_width,
        tile_height=made.tile_height,
        columns=made.columns,
        count=made.count,
    )


def sources(library: Library, media: ClipMedia) -> tuple[Source, ...]:
    """Return a clip's renditions, best first."""
    return tuple(
        Source(film_url(library, made), "video/mp4", made.height, made.bytes)
        for made in media.renditions
    )


def chapter_spans(clip: Clip) -> tuple[tuple[float, float], ...]:
    """Return start and end of each chapter, in seconds of the clip's own time."""
    starts = [clip.relative(chapter.at) for chapter in clip.chapters]
    return tuple(pairwise([*starts, clip.duration]))


def _chapter_cues(clip: Clip) -> tuple[Cue, ...]:
    spans = zip(clip.chapters, chapter_spans(clip), strict=True)
    return tuple(Cue(start, end, (Text(chapter.title),)) for chapter, (start, end) in spans)


def track(webvtt: str) -> str:
    """Return cues as a data: URL, which a `<track>` loads from any page.

    What WebVTT lets a writer leave out is left out: hours of 0, and the end of a voice that says
    the whole cue.
    """
    brief = _VOICE.sub(r"\1\n", _HOURS.sub(r"\1 --> ", webvtt))
    return "data:text/vtt;charset=utf-8," + quote(brief, safe=_PLAIN)


_HOURS = re.compile(r"^00:(\d\d:\d\d\.\d{3}) --> 00:(?=\d\d:\d\d\.)", re.MULTILINE)
_VOICE = re.compile(r"( --> [^\n]*\n<v[^>\n]*>(?:(?!</v>)[^\n])*)</v>\n(?=\n|\Z)")
