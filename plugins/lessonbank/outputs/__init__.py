"""An edition -> files beside the site: the audit, the manifest, what hangs on one permission."""

from lessonbank.outputs.audit import Row, Upcoming, audit, audit_csv, audit_html, upcoming
from lessonbank.outputs.manifest import (
    Manifest,
    ManifestError,
    Own,
    files_below,
    identities,
    item_data,
    manifest_path,
    read_manifest,
)
from lessonbank.outputs.trace import Trace, trace

__all__ = [
    "Manifest",
    "ManifestError",
    "Own",
    "Row",
    "Trace",
    "Upcoming",
    "audit",
    "audit_csv",
    "audit_html",
    "files_below",
    "identities",
    "item_data",
    "manifest_path",
    "read_manifest",
    "trace",
    "upcoming",
]
