"""The audit tells what a permission rests on: papers, approvals and who decided, by role."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

from importing import read, write_bank
from lessonbank.editions import Edition, Occasion, admit
from lessonbank.outputs import audit, audit_csv, audit_html

PERMISSION = """\
controller_urn: "999001"
basis: {pupils: public_task, staff: agreement}
pupils_visible: none
pupils_audible: unnamed
do_not_film_check: {done: true, on: 2026-03-02, by_role: DSL}
scope_max: public
state: granted
granted_on: 2026-03-04
expires_on: 2028-03-04
dpia_ref: DPIA-7
privacy_notice_version: "2026-01"
approvals:
- {role: teacher, on: 2026-03-03}
- {role: headteacher, on: 2026-03-04}
history:
- {on: 2026-03-02, from: draft, to: requested, by_role: teacher}
- {on: 2026-03-04, from: requested, to: granted, by_role: DPO}
"""


def test_the_grounds_of_a_clip_are_in_both_files(tmp_path: Path) -> None:
    files = {"content/permissions/LL-2026-001.yml": PERMISSION}
    bank = read(write_bank(tmp_path / "bank", files)).bank
    admission = admit(Occasion(bank, Edition.parse("public"), date(2026, 11, 1)))
    rows = audit(admission, {})
    table = csv.DictReader(io.StringIO(audit_csv(rows).decode("utf-8-sig")))
    row = next(row for row in table if (row["kind"], row["id"]) == ("clip", "bar-models"))
    told = {
        "lawful basis": "pupils public_task, staff agreement",
        "controller": "999001",
        "DPIA": "DPIA-7",
        "privacy notice": "2026-01",
        "do-not-film check": "DSL 2026-03-02",
        "approved by": "teacher 2026-03-03; headteacher 2026-03-04",
        "last decision": "requested to granted by DPO 2026-03-04",
    }
    assert {name: row[name] for name in told} == told
    page = audit_html(admission, rows)
    for name, value in told.items():
        assert f'<th scope="col">{name[:1].upper()}{name[1:]}</th>' in page
        assert f"<td>{value}</td>" in page
