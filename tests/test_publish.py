"""`lessonbank publish --check` reports a site that is no longer rebuilt."""

from __future__ import annotations

import importlib
import json
import shutil
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessonbank import __version__
from lessonbank.outputs import Built, NotBuiltError, trouble
from projects import write_project
from sites import TODAY, built, run

DAY = date.fromisoformat(TODAY)
command = importlib.import_module("lessonbank.cli.publish")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = write_project(tmp_path_factory.mktemp("published"))
    assert run(root, "lessonbank", "media", "--lock").returncode == 0
    built(root)
    return root


def check(project: Path, where: str, *options: str, today: str = TODAY) -> tuple[int, str]:
    done = run(project, "lessonbank", "publish", "--check", where, "--today", today, *options)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_a_site_states_only_its_day_edition_and_version(project: Path) -> None:
    told = json.loads((project / "build/site/built.json").read_text(encoding="utf-8"))
    assert told == {"day": TODAY, "edition": "public", "version": __version__}


@pytest.mark.parametrize(("after", "is_well"), [(-2, False), (-1, True), (3, True), (4, False)])
def test_a_site_older_than_the_policy_allows_is_reported(
    project: Path, after: int, *, is_well: bool
) -> None:
    code, said = check(project, "build/site", today=f"{DAY + timedelta(after)}")
    assert (code == 0) == is_well, said
    assert TODAY in said


def test_the_policy_comes_from_the_trust(project: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(project, tmp_path / "bank"))
    trust = copy / "content/trust.yml"
    text = trust.read_text(encoding="utf-8")
    trust.write_text(f"{text}policy: {{rebuilt_within_days: 10}}\n", encoding="utf-8")
    assert check(copy, "build/site", today=f"{DAY + timedelta(10)}")[0] == 0
    code, said = check(copy, "build/site", today=f"{DAY + timedelta(11)}")
    assert (code, "11 days ago" in said, "allows 10 days" in said) == (1, True, True)
    trust.write_text("name: 7\n", encoding="utf-8")
    code, said = check(copy, "build/site")
    assert (code, "trust.yml has errors" in said) == (1, True)
    assert check(copy, "build/site", "--days", "1", "--edition", "public")[0] == 0


def test_a_folder_is_held_against_the_limits_of_its_host(project: Path, tmp_path: Path) -> None:
    code, said = check(project, "build/site")
    assert (code, "It fits: GitHub Pages." in said) == (0, True), said
    assert "mp4, in clips/" in said
    site = Path(shutil.copytree(project / "build/site", tmp_path / "site"))
    with (site / "large.zip").open("wb") as large:
        large.truncate(10**9)
    code, said = check(project, str(site))
    assert (code, "takes 1.0 GB" in said, "1.0 GB: large.zip" in said) == (1, True, True), said
    assert check(project, str(site), "--host", "web-server")[0] == 0
    assert "large.zip has" in check(project, str(site), "--host", "cloudflare-pages")[1]


def test_the_files_of_an_address_cannot_be_weighed(project: Path) -> None:
    code, said = check(project, "https://trust.example/", "--host", "github-pages")
    assert (code, "--host is for a folder" in said) == (2, True)


def test_another_edition_is_reported(project: Path) -> None:
    code, said = check(project, "build/site", "--edition", "trust")
    assert (code, "'public'" in said, "'trust'" in said) == (1, True, True)


def test_an_unreadable_site_is_reported(project: Path, tmp_path: Path) -> None:
    for where in ("nowhere", "content", "mkdocs.yml", str(tmp_path)):
        code, said = check(project, where)
        assert (code, "cannot be checked" in said) == (1, True), said


def test_options_alone_are_enough_without_a_bank(project: Path, tmp_path: Path) -> None:
    where = str(project / "build/site")
    assert check(tmp_path, where, "--days", "3", "--edition", "public")[0] == 0
    assert check(tmp_path, where, "--days", "3")[0] == 1


GOOD = Built(DAY, "public", "1.0").written()
BAD = {
    "html": b"<!doctype html><title>Not found</title>",
    "nothing": b"",
    "list": b"[]",
    "null": b"null",
    "half": GOOD[:20],
    "binary": bytes(range(256)),
    "deep": b"[" * 4000,
    "number": b'{"day": 1, "edition": "public", "version": "1"}',
    "no-date": b'{"day": "2026-02-31", "edition": "public", "version": "1"}',
    "no-edition": b'{"day": "2026-02-01", "edition": null, "version": "1"}',
}


class Host(BaseHTTPRequestHandler):
    """Answer as hosts do, with good and bad responses."""

    def do_GET(self) -> None:
        assert "Cookie" not in self.headers
        name = self.path.split("/")[1]
        answer = getattr(self, f"_{name}", None)
        if answer:
            answer()
        elif name in BAD:
            self._send(BAD[name])
        elif self.path.endswith("/built.json"):
            self._send(GOOD)
        else:
            self.send_error(404)

    def _send(self, data: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def _missing(self) -> None:
        self.send_error(404)

    def _large(self) -> None:
        self._send(GOOD + b" " * 1_000_000)

    def _moved(self) -> None:
        self.send_response(301)
        self.send_header("Location", "/site/built.json")
        self.end_headers()

    def _disk(self) -> None:
        self.send_response(302)
        self.send_header("Location", "file:///etc/hostname")
        self.end_headers()

    def _round(self) -> None:
        self.send_response(302)
        self.send_header("Location", self.path)
        self.end_headers()

    def _silent(self) -> None:
        time.sleep(3)

    def _slow(self) -> None:
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            time.sleep(0.1)
            self.wfile.write(b" ")
            self.wfile.flush()

    def _babble(self) -> None:
        self.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")

    def log_message(self, *args: object) -> None: ...


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        server.daemon_threads = True
        server.handle_error = lambda *_: None  # A client that gives up is no error here.
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.parametrize("path", ["/site/", "/site", "/site/index.html", "/moved/", "/"])
def test_a_site_on_a_host_is_read(project: Path, host: str, path: str) -> None:
    code, said = check(project, host + path)
    assert (code, TODAY in said) == (0, True), said


@pytest.mark.parametrize(
    "path",
    [*(f"/{name}/" for name in BAD), "/missing/", "/large/", "/disk/", "/round/", "/babble/"],
)
def test_a_bad_response_is_reported(host: str, path: str) -> None:
    with pytest.raises(command.UNREADABLE):
        Built.read(command.read(host + path))


@pytest.mark.parametrize("path", ["/silent/", "/slow/"])
def test_a_host_that_does_not_answer_times_out(
    host: str, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "PATIENCE", 0.5)
    before = time.monotonic()
    with pytest.raises(command.UNREADABLE):
        command.read(host + path)
    assert time.monotonic() - before < 2


def test_an_unreachable_host_is_reported(project: Path) -> None:
    for where in ("http://127.0.0.1:9/", "http://bank.invalid/", "https://127.0.0.1:9/x"):
        code, said = check(project, where)
        assert (code, "cannot be checked" in said) == (1, True), said


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        found = Built.read(data)
    except NotBuiltError:
        return
    assert Built.read(found.written()) == found


@given(st.dates(), st.text(max_size=9), st.text(max_size=9))
def test_a_written_record_is_read_back(day: date, edition: str, version: str) -> None:
    found = Built(day, edition, version)
    assert Built.read(found.written()) == found


@given(st.integers(-400, 400), st.integers(1, 31))
def test_a_site_is_current_up_to_the_longest_age(age: int, longest: int) -> None:
    site = Built(DAY, "public", "1")
    assert (trouble(site, "public", DAY + timedelta(age), longest) is None) == (
        -1 <= age <= longest
    )
