"""Put faults of networks and of their libraries into words, without what they hold of secrets."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lessonbank.files.os_errors import is_full


class RemoteError(Exception):
    """A place cannot be used: the cause in a sentence, and the fix."""

    def __init__(self, message: str, fix: str) -> None:
        super().__init__(f"{message} {fix}")
        self.message = message
        self.fix = fix


class RefusedError(RemoteError):
    """The place does not let these credentials do this."""


# Exceptions of libraries that are no OSError, by module.
_THEIRS = {
    "aiohttp": ("ClientError",),
    "azure.core.exceptions": ("AzureError",),
    "botocore.exceptions": ("BotoCoreError", "ClientError"),
    "google.auth.exceptions": ("GoogleAuthError",),
    "httpx": ("HTTPError",),
    "paramiko": ("SSHException",),
    "smbprotocol.exceptions": ("SMBException",),
    "webdav4.client": ("ClientError",),
}
_NO_CREDENTIALS = frozenset(
    {
        *("NoCredentialsError", "PartialCredentialsError", "CredentialRetrievalError"),
        *(
            "ProfileNotFound",
            "TokenRetrievalError",
            "SSOTokenLoadError",
            "UnauthorizedSSOTokenError",
        ),
        *("ClientAuthenticationError", "AuthenticationException", "DefaultCredentialsError"),
    }
)
_REFUSED_STATUS = frozenset({401, 403})


def _faults() -> tuple[type[Exception], ...]:
    """Return the exceptions that a fault of a place may be; only of libraries that are loaded."""
    found: list[type[Exception]] = [OSError, ValueError]
    for module, names in _THEIRS.items():
        loaded = sys.modules.get(module)
        found += (getattr(loaded, name) for name in names if hasattr(loaded, name))
    return tuple(found)


@contextmanager
def in_words(place: str, doing: str) -> Iterator[None]:
    """Turn any fault of a place into a RemoteError. `doing` is a verb such as `read`.

    The error's own text is left out: libraries put addresses with keys into it.
    """
    try:
        yield
    except _faults() as error:
        raise _explained(error, place, doing) from None


def _explained(error: Exception, place: str, doing: str) -> RemoteError:
    if is_refusal(error):
        return RefusedError(
            f"{place} does not let you {doing}.",
            f"Ask whoever keeps the store for the right to {doing} there, and check the credentials"
            " in the environment of this command.",
        )
    if type(error).__name__ in _NO_CREDENTIALS:
        return RemoteError(
            f"There are no credentials for {place}.",
            "Put them where the library looks for them: its guide names the variables.",
        )
    if isinstance(error, FileNotFoundError):
        return RemoteError(f"There is no {place}.", "Create it, or correct the address.")
    if isinstance(error, TimeoutError):
        return RemoteError(f"{place} does not answer in time.", _AGAIN)
    if isinstance(error, OSError) and is_full(error):
        return RemoteError(
            f"There is no room for this at {place}, or here.", "Make room. " + _AGAIN
        )
    reason = error.strerror if isinstance(error, OSError) and error.errno else None
    why = f" ({reason})" if reason and "://" not in reason else f" ({type(error).__name__})"
    return RemoteError(f"{place} cannot be reached, or does not let you {doing}{why}.", _CHECK)


_AGAIN = "Run the command again: it goes on where it stopped."
_CHECK = f"Check the address, the network and the credentials. {_AGAIN}"


def is_refusal(error: Exception) -> bool:
    """Return whether the credentials do not allow something."""
    status = getattr(error, "status_code", getattr(error, "status", None))
    response = getattr(error, "response", None)
    if isinstance(response, dict):
        status = response.get("ResponseMetadata", {}).get("HTTPStatusCode", status)
    return isinstance(error, PermissionError) or status in _REFUSED_STATUS
