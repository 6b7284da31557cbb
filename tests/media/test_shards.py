"""Parts of a plan: together they are the plan, and each is the same on every machine."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lessonbank.ffmpeg.footage import Footage
from lessonbank.media import shards
from lessonbank.media.job import ClipJob, Source
from lessonbank.media.planning import ClipPlan, Plan, Step, plan
from lessonbank.media.shards import Shard, divided, fewest, work_of
from lessonbank.media.store import Store

NOWHERE = Store(Path("nowhere"))


def footage(number: int) -> Footage:
    facts = (36000.0, 1920, 1080, 25.0, 0, "progressive", "bt709", "sdr", 0, 1, 2)
    return Footage(f"{number:064x}", 1, *facts)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """Draw clips of a few recordings, some of them with equal cuts."""
    cuts = st.tuples(st.integers(0, 3), st.integers(0, 20), st.integers(1, 900))
    jobs = [
        ClipJob(f"clip-{n}", Source(None, footage(film)), start, start + seconds)
        for n, (film, start, seconds) in enumerate(draw(st.lists(cuts, max_size=40)))
    ]
    return plan(jobs, NOWHERE)


def ids(part: Plan) -> list[str]:
    return [clip.job.id for clip in part.clips]


def seconds(part: Plan) -> float:
    return sum({clip.cut: clip.job.duration for clip in part.clips}.values())


def finished(clip: ClipPlan) -> ClipPlan:
    steps = tuple(Step(s.name, s.key, "", s.found, recipe=s.recipe) for s in clip.steps)
    return replace(clip, steps=steps)


@settings(deadline=None, max_examples=60)
@given(whole=plans(), count=st.integers(1, 12), seed=st.randoms())
def test_parts_are_disjoint_complete_balanced_and_stable(
    whole: Plan, count: int, seed: random.Random
) -> None:
    parts = divided(whole, count)
    assert len(parts) == count
    assert sorted(name for part in parts for name in ids(part)) == sorted(ids(whole))
    for part in parts:
        assert ids(part) == [name for name in ids(whole) if name in set(ids(part))]
    holds = [cut for part in parts for cut in {clip.cut for clip in part.clips}]
    assert len(holds) == len(set(holds)), "equal cuts are in one part"
    longest = max((clip.job.duration for clip in whole.clips), default=0)
    assert max(map(seconds, parts)) - min(map(seconds, parts)) <= longest
    # Another order, and a store that holds some of the clips.
    shuffled = seed.sample(whole.clips, len(whole.clips))
    other = tuple(finished(clip) if seed.random() < 0.5 else clip for clip in shuffled)
    for number, part in enumerate(parts, start=1):
        there = Shard(number, count).of(replace(whole, clips=other))
        assert sorted(ids(there)) == sorted(ids(part))


@settings(deadline=None, max_examples=60)
@given(whole=plans(), most=st.integers(1, 12))
def test_there_are_as_many_parts_as_the_work_needs(whole: Plan, most: int) -> None:
    def largest(count: int) -> float:
        return max(map(work_of, divided(whole, count)))

    chosen = fewest(whole, most)
    assert 1 <= chosen <= most
    if largest(chosen) > shards.GOAL:
        assert all(largest(count) >= largest(chosen) for count in range(1, most + 1))
    else:
        assert all(largest(count) > shards.GOAL for count in range(1, chosen))


@settings(deadline=None)
@given(whole=plans())
def test_finished_clips_are_no_work(whole: Plan) -> None:
    done = replace(whole, clips=tuple(map(finished, whole.clips)))
    assert work_of(done) == 0
    assert fewest(done, 12) == 1
    assert (work_of(whole) > 0) == bool(whole.clips)


@pytest.mark.parametrize("text", ["1/1", "2/4", "256/256"])
def test_a_part_is_read_as_it_is_written(text: str) -> None:
    assert str(Shard.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "0/4", "5/4", "1", "1/0", "1/257", "-1/4", "1/4/2", "٣/٤", "a/b"]
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no part"):
        Shard.parse(text)
