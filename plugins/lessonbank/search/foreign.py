"""Find the words that stand in translations only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from lessonbank.search.document import FIELDS, Document
from lessonbank.search.reading import Reading, Small


def foreign(documents: Sequence[Document], reading: Reading) -> Mapping[str, str]:
    """Return the language of each word that stands in translations only."""
    translated = list(_translated(documents, reading))
    if not translated:
        return {}
    counts = np.bincount(reading.words, minlength=len(reading.vocabulary))
    for _, words in translated:
        counts -= np.bincount(words, minlength=len(reading.vocabulary))
    return {
        reading.vocabulary[word]: language
        for language, words in translated
        for word in np.unique(words).tolist()
        if counts[word] == 0
    }


def _translated(documents: Sequence[Document], reading: Reading) -> Iterator[tuple[str, Small]]:
    """Yield each language of each document, and its words."""
    starts = reading.ends - reading.sizes
    for number, document in enumerate(documents):
        if not document.translated:
            continue
        own = slice(int(starts[number]), int(reading.ends[number]))
        firsts = [len(FIELDS) + first for first, _ in document.translated]
        cuts = np.searchsorted(reading.places[own], firsts)
        parts = np.split(reading.words[own], cuts)[1:]
        yield from zip((language for _, language in document.translated), parts, strict=True)
