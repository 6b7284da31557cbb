"""Check that films which pages load from another host are there."""

from __future__ import annotations

from collections.abc import Iterator

from lessonbank.compiler.compilation import Compilation
from lessonbank.diagnostics import Code, Diagnostic
from lessonbank.remote import absent_films

_FIX = "Run `lessonbank media --publish` first, or set LESSONBANK_MEDIA_URL to nothing."


def not_published(compilation: Compilation) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each film that readers would not get."""
    base, films = compilation.library.films_at, compilation.distant_films
    for absent in absent_films([film for _, film in films.values()], base):
        clip, film = films[absent.film.published]
        message = f"a film of the clip `{clip}` is not at {base}{film.published}: {absent.why}"
        yield Diagnostic(Code.FILM_NOT_THERE, message, "mkdocs.yml", _FIX)
