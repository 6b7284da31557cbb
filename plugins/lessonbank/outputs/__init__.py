"""Records about a site: the audit, the manifest, and the trace of a permission."""

from lessonbank.outputs.audit import Row, Upcoming, audit, audit_csv, audit_html, upcoming
from lessonbank.outputs.built import BUILT, MAX_BYTES, Built, NotBuiltError, trouble
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
    "BUILT",
    "MAX_BYTES",
    "Built",
    "Manifest",
    "ManifestError",
    "NotBuiltError",
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
    "trouble",
    "upcoming",
]
