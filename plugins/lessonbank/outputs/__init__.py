"""Records about a site: the audit, the manifest, and the trace of a permission."""

from lessonbank.outputs.audit import Row, Upcoming, audit, audit_csv, audit_html, upcoming
from lessonbank.outputs.built import BUILT, MAX_BYTES, Built, NotBuiltError, trouble
from lessonbank.outputs.hosts import HOSTS, PAGES, Host, Weight, excesses, remarks, users_of
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
    "HOSTS",
    "MAX_BYTES",
    "PAGES",
    "Built",
    "Host",
    "Manifest",
    "ManifestError",
    "NotBuiltError",
    "Own",
    "Row",
    "Trace",
    "Upcoming",
    "Weight",
    "audit",
    "audit_csv",
    "audit_html",
    "excesses",
    "files_below",
    "identities",
    "item_data",
    "manifest_path",
    "read_manifest",
    "remarks",
    "trace",
    "trouble",
    "upcoming",
    "users_of",
]
