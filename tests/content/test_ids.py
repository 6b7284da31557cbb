"""The name offered for a file is an id, is free, and is offered once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank.bank import Clip, School
from lessonbank.content.ids import bad_ids
from lessonbank.content.layout import ItemFile

NAMES = st.text("aA-_ 2é.", min_size=1, max_size=70) | st.sampled_from(
    ("con", "COM1", "aux", "oak")
)


@given(st.lists(st.tuples(st.sampled_from((Clip, School)), NAMES), unique=True, max_size=8))
def test_names_that_are_offered(written: list[tuple[type, str]]) -> None:
    files = [ItemFile(f"content/{model.folder}/{name}.yml", model) for model, name in written]
    found = bad_ids(files)
    good = {(f.model.kind, f.id) for f in files if f.path not in found}
    by_path = {file.path: file for file in files}
    offered = []
    for path, diagnostic in found.items():
        model = by_path[path].model
        name = str(diagnostic.suggestion).removesuffix(".yml")
        assert not bad_ids([ItemFile(f"content/{model.folder}/{name}.yml", model)])
        offered.append((model.kind, name))
    assert len({*offered, *good}) == len(offered) + len(good)


@pytest.mark.parametrize(
    ("name", "offered"), [("Oak", "oak"), ("con", "con-school"), ("!!", "school")]
)
def test_the_likeliest_name(name: str, offered: str) -> None:
    (found,) = bad_ids([ItemFile(f"content/schools/{name}.yml", School)]).values()
    assert found.suggestion == f"{offered}.yml"
