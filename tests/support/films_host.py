"""A web host with films, over https with a certificate of its own."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

HOST = "127.0.0.1"


@dataclass
class FilmsHost:
    """`url` leads to the films, `certificate` is the file to trust, `asked` are the requests."""

    url: str
    certificate: Path
    asked: list[tuple[str, str]] = field(default_factory=list)
    refuses: frozenset[str] = frozenset()
    """Methods that the host does not take."""


class _Handler(SimpleHTTPRequestHandler):
    host: FilmsHost

    def __init__(self, host: FilmsHost, *args: Any, **options: Any) -> None:
        self.host = host
        super().__init__(*args, **options)

    def send_head(self) -> Any:
        self.host.asked.append((self.command, self.path))
        if self.command in self.host.refuses:
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
            return None
        return super().send_head()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """Say nothing of a reader that hangs up."""


@contextmanager
def films_host(folder: Path, files: Path) -> Iterator[FilmsHost]:
    """Serve `folder`; write the certificate into `files`."""
    certificate, key = _certified(files)
    host = FilmsHost("", certificate)
    with _Server((HOST, 0), partial(_Handler, host, directory=str(folder))) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        host.url = f"https://{HOST}:{server.server_address[1]}/"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


def _certified(files: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, HOST)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    files.mkdir(parents=True, exist_ok=True)
    paths = files / "host.pem", files / "host.key"
    paths[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    paths[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return paths
