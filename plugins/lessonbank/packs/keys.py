"""The key pair of a bank, with which it signs recall lists (Ed25519)."""

from __future__ import annotations

import os
import re
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from lessonbank.files.regular import read_regular
from lessonbank.packs.errors import PackError

VARIABLE = "LESSONBANK_RECALL_KEY"
"""The environment variable that may hold the secret key."""
_NAME = "lessonbank-recall-key"
_SECRET = re.compile(rf"{_NAME} ([0-9a-f]{{64}})\s*")
_LARGEST = 1000


class SecretKey:
    """The secret key: it signs, and knows its public key."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def new(cls) -> SecretKey:
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def parse(cls, text: str) -> SecretKey:
        """Read the line of a key's file. Raise PackError."""
        found = _SECRET.fullmatch(text)
        if found is None:
            raise PackError(f"This is no recall key: its file has one line, `{_NAME} ...`.")
        return cls(Ed25519PrivateKey.from_private_bytes(bytes.fromhex(found[1])))

    @property
    def public(self) -> str:
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, text: str) -> str:
        return self._key.sign(text.encode()).hex()

    def written(self) -> str:
        return f"{_NAME} {self._key.private_bytes_raw().hex()}\n"


def read_key(file: Path) -> SecretKey:
    """Read the secret key of a file. Raise PackError."""
    try:
        text = read_regular(file.absolute().parent, file.name, _LARGEST).decode("ascii", "replace")
    except OSError as error:
        raise PackError(f"The key {file} cannot be read: {error.strerror}.") from error
    return SecretKey.parse(text)


def write_key(key: SecretKey, file: Path) -> None:
    """Write the secret key into a new file for its owner only. Raise PackError and OSError."""
    try:
        number = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as error:
        raise PackError(f"{file} is there already. Choose another file.") from error
    with os.fdopen(number, "w", encoding="ascii") as written:
        written.write(key.written())


def is_signed(text: str, signature: str, public: str) -> bool:
    """Return whether the signature of a text was made with this public key's secret."""
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(public))
        key.verify(bytes.fromhex(signature), text.encode())
    except (InvalidSignature, ValueError):
        return False
    return True
