"""nginx with the sample of the guide serves a bank as browsers need it."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from http.client import HTTPConnection
from pathlib import Path

import pytest

from guides import DOCS, samples

ROOT = Path(__file__).resolve().parents[2]
GUIDE = f"{DOCS}/how-to/it/publish-elsewhere.md"
FILM = bytes(range(256)) * 400
WHOLE = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    default_type application/octet-stream;
    access_log off;
    client_body_temp_path {folder}/a;
    proxy_temp_path {folder}/b;
    fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d;
    scgi_temp_path {folder}/e;
    include {folder}/lesson-bank.conf;
}}
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def write_site(site: Path) -> None:
    for path, data in {
        "index.html": b"<h1>Bank</h1>" * 200,
        "404.html": b"<h1>Not here</h1>",
        "clips/bars.html": b"<h1>Bars</h1>",
        "media/0123.mp4": FILM,
        "assets/cards/0123.webp": b"card",
        "assets/find/0123/d/0.js": b"lessonbank.index.d(0);" * 100,
        "assets/lessonbank/shared.js": b"1;" * 900,
        "calendars/all.ics": b"BEGIN:VCALENDAR",
    }.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(data)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    program = shutil.which("nginx", path=f"{os.environ['PATH']}{os.pathsep}/usr/sbin")
    if program is None:
        if os.environ.get("LESSONBANK_REQUIRE_NGINX") == "1":
            pytest.fail("nginx is not installed, and LESSONBANK_REQUIRE_NGINX=1")
        pytest.skip("nginx is not installed")
    folder = tmp_path_factory.mktemp("nginx")
    folder.chmod(0o755)
    write_site(folder / "site")
    port = free_port()
    (sample,) = (each for each in samples(ROOT, GUIDE) if each.title == "lesson-bank.conf")
    config = sample.text.replace("listen 80", f"listen 127.0.0.1:{port}")
    config = config.replace("/srv/lesson-bank", str(folder / "site"))
    (folder / "lesson-bank.conf").write_text(config, encoding="utf-8")
    shutil.copy("/etc/nginx/mime.types", folder)
    (folder / "nginx.conf").write_text(WHOLE.format(folder=folder), encoding="utf-8")
    command = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    user = ["-g", "user root;"] if os.geteuid() == 0 else []
    server = subprocess.Popen([*command, *user])
    try:
        wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        assert server.poll() is None, "nginx does not take the sample"
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("nginx does not answer")


def get(port: int, path: str, **headers: str) -> tuple[int, Mapping[str, str], bytes]:
    asked = HTTPConnection("127.0.0.1", port, timeout=20)
    asked.request("GET", path, headers=headers)
    answer = asked.getresponse()
    found = answer.status, {name.lower(): value for name, value in answer.getheaders()}
    data = answer.read()
    asked.close()
    return *found, data


def test_parts_of_a_film_are_sent(port: int) -> None:
    status, headers, data = get(port, "/media/0123.mp4", Range="bytes=1000-1999")
    assert (status, data) == (206, FILM[1000:2000])
    assert headers["content-range"] == f"bytes 1000-1999/{len(FILM)}"
    assert headers["content-type"] == "video/mp4"
    assert get(port, "/media/0123.mp4")[1]["accept-ranges"] == "bytes"


@pytest.mark.parametrize(
    ("path", "cached", "kind"),
    [
        ("/", "no-cache", "text/html; charset=utf-8"),
        ("/clips/bars.html", "no-cache", "text/html; charset=utf-8"),
        ("/assets/lessonbank/shared.js", "no-cache", "application/javascript; charset=utf-8"),
        ("/media/0123.mp4", "max-age=86400", "video/mp4"),
        ("/assets/cards/0123.webp", "max-age=86400", "image/webp"),
        ("/assets/find/0123/d/0.js", "max-age=86400", "application/javascript; charset=utf-8"),
        ("/calendars/all.ics", "no-cache", "text/calendar; charset=utf-8"),
        ("/nowhere.html", "no-cache", "text/html; charset=utf-8"),
    ],
)
def test_only_names_of_content_are_kept(port: int, path: str, cached: str, kind: str) -> None:
    _, headers, _ = get(port, path)
    assert (headers["cache-control"], headers["content-type"]) == (cached, kind)
    assert headers["x-content-type-options"] == "nosniff"
    assert "x-frame-options" not in headers


def test_texts_are_packed_and_films_are_not(port: int) -> None:
    pack = {"Accept-Encoding": "gzip"}
    assert get(port, "/", **pack)[1]["content-encoding"] == "gzip"
    assert "content-encoding" not in get(port, "/media/0123.mp4", **pack)[1]


def test_a_missing_page_is_told_in_our_words(port: int) -> None:
    status, _, data = get(port, "/nowhere.html")
    assert (status, data) == (404, b"<h1>Not here</h1>")
