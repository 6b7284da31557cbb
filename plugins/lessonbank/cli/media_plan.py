"""`lessonbank media --plan`: the jobs that an edition still needs, for people and programs."""

from __future__ import annotations

import json
from typing import Any, Final, Literal

import click

from lessonbank.bank import format_timecode
from lessonbank.cli.size import counted
from lessonbank.compiler.compile import media_plan
from lessonbank.compiler.jobs import clip_and_field
from lessonbank.compiler.settings import Settings
from lessonbank.media import Source
from lessonbank.media.planning import ClipPlan, Plan
from lessonbank.media.shards import Shard, clip_work, divided, fewest, waiting, work_of

PlanForm = Literal["text", "json", "matrix"]
PLAN_FORMS: Final[tuple[PlanForm, ...]] = ("text", "json", "matrix")


class ShardParam(click.ParamType[Shard]):
    """A part of a plan, such as `2/4`."""

    name = "I/N"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Shard:
        try:
            return value if isinstance(value, Shard) else Shard.parse(str(value))
        except ValueError as error:
            self.fail(f"{error}.", param, ctx)


def show_plan(settings: Settings, form: PlanForm, most: int) -> None:
    """Print the jobs that are left, in `most` parts at most."""
    plan = media_plan(settings)
    count = fewest(plan, most)
    parts = {
        Shard(number, count): part for number, part in enumerate(divided(plan, count), start=1)
    }
    match form:
        case "json":
            click.echo(json.dumps(_as_data(plan, parts), indent=1, ensure_ascii=False))
        case "matrix":
            click.echo(json.dumps({"shard": _with_work(parts)}))
        case _:
            _tell(plan, parts)


def _with_work(parts: dict[Shard, Plan]) -> list[str]:
    return [str(shard) for shard, part in parts.items() if waiting(part)]


def _as_data(plan: Plan, parts: dict[Shard, Plan]) -> dict[str, Any]:
    left = [(shard, clip) for shard, part in parts.items() for clip in waiting(part)]
    return {
        "version": 1,
        "clips": len(plan.clips),
        "film_seconds": _film(plan),
        "work_seconds": round(work_of(plan), 1),
        "shards": _with_work(parts),
        "jobs": [_job(clip, shard) for shard, clip in left],
    }


def _job(clip: ClipPlan, shard: Shard) -> dict[str, Any]:
    id_, field = clip_and_field(clip.job.id)
    return {
        "clip": id_,
        "film": field,
        "recording": _below(clip.job.source),
        "steps": [step.name for step in clip.steps if step.must_run],
        "film_seconds": clip.job.duration,
        "work_seconds": clip_work(clip),
        "shard": str(shard),
    }


def _below(source: Source) -> str | None:
    """Return the path of a film from the project's folder."""
    if source.path is None or source.root is None:
        return None
    return source.path.relative_to(source.root).as_posix()


def _film(plan: Plan) -> float:
    return round(sum(clip.job.duration for clip in waiting(plan)), 3)


def _tell(plan: Plan, parts: dict[Shard, Plan]) -> None:
    left = waiting(plan)
    for clip in left:
        steps = ", ".join(step.name for step in clip.steps if step.must_run)
        click.echo(f"{clip.job.id}: {steps} ({format_timecode(clip.job.duration)} of film)")
    film, work = format_timecode(_film(plan)), format_timecode(work_of(plan))
    click.echo(
        f"{len(left)} of {counted(len(plan.clips), 'clip')} to make: {film} of film, about {work}"
        " of work on one processor."
    )
    _tell_parts(parts)


def _tell_parts(parts: dict[Shard, Plan]) -> None:
    for shard in _with_work(parts) if len(parts) > 1 else ():
        part = parts[Shard.parse(shard)]
        click.echo(
            f"  lessonbank media --shard {shard}: {counted(len(waiting(part)), 'clip')},"
            f" about {format_timecode(work_of(part))}"
        )
