"""Project files for MkDocs: checked files only, no links."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from lessonbank.files.regular import copy_regular, open_regular


class CheckedFile(File):
    """A file at `path` from the project's `root`, published at `src_uri`.

    MkDocs would follow links. This is opened without following any, so that what has taken the
    file's place since the check is not read. Raises OSError then, which ends the build.
    """

    def __init__(self, root: Path, path: str, src_uri: str, config: MkDocsConfig) -> None:
        super().__init__(src_uri, config.docs_dir, config.site_dir, config.use_directory_urls)
        self._root = root
        self.path = path

    @property
    def source(self) -> Path:
        """The file's path."""
        return self._root / self.path

    @property
    def content_bytes(self) -> bytes:
        self._read()
        return super().content_bytes

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self._content = value

    @property
    def content_string(self) -> str:
        self._read()
        return super().content_string

    @content_string.setter
    def content_string(self, value: str) -> None:
        self._content = value

    def read(self) -> bytes:
        """Read the file's bytes now, without caching. Raise OSError."""
        with open_regular(self._root, self.path) as file:
            return file.read()

    def _read(self) -> None:
        """Read and cache the file's bytes."""
        if self._content is None:
            self._content = self.read()

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' own form
        if self._content is None:
            copy_regular(self._root, self.path, Path(self.abs_dest_path))
        else:
            super().copy_file(dirty)
