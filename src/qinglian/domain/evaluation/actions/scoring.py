"""A member's own work: drafts that only it can read, sheets that it signs and nobody changes."""

from datetime import datetime
from typing import Any

from django.db import transaction

from qinglian.domain.bids.refusals import malformed_document
from qinglian.domain.evaluation import refusals
from qinglian.domain.evaluation.actions.steps import actor_of, locked_member, note_sealed, where
from qinglian.domain.evaluation.events import SheetLocked
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.evaluation.models import Member, Sheet
from qinglian.domain.evaluation.queries.finding import opening_of, terms_of
from qinglian.domain.evaluation.queries.seat import bids_at
from qinglian.domain.evaluation.sheets import kind_due, missing_in
from qinglian.law.text import Text
from qinglian.trust.canonical import jcs
from qinglian.trust.session import check_score_sheet

MOST_DRAFT_BYTES = 2 * 1024 * 1024


@transaction.atomic
def save_sheet(member: Member, *, kind: str, rows: dict[str, Any], at: datetime) -> Sheet:
    """This will keep a draft. It may be incomplete; it is nobody's but its author's, and leaves no fact."""
    member = locked_member(member)
    sheet = _own_sheet(member, kind)
    if len(jcs(rows)) > MOST_DRAFT_BYTES:
        raise refusals.incomplete(Text("草稿过大。", "The draft is too large."), field="rows")
    sheet.draft, sheet.drafted_at = rows, at
    sheet.save()
    return sheet


@transaction.atomic
def lock_sheet(member: Member, signed: Any, *, at: datetime) -> Sheet:
    """This will lock a complete sheet under its author's signature (ZTB 44). NotValid names the first thing that is missing."""
    member = locked_member(member)
    session = member.session
    with malformed_document():
        document = check_score_sheet(
            signed, opening=opening_of(session), session=session.code, seat=member.seat, key=member.public
        )
    sheet = _own_sheet(member, str(document["kind"]))
    bids = bids_at(session, sheet.kind)
    lacking = missing_in(sheet.kind, document["rows"], bids=[bid.key for bid in bids], terms=terms_of(session))
    if lacking:
        first = lacking[0]
        raise refusals.incomplete(
            Text(f"{first.bid} 号：{first.wrong.zh}", f"Bid {first.bid}: {first.wrong.en}"),
            field=f"{first.bid}.{first.field}",
        )
    changed = [key for key, row in sheet.bound.items() if document["rows"].get(key, row) != row]
    if changed:
        raise refusals.score_stands(changed[0])
    shown = {bid.key: {file.sha256 for _, file in bid.files} for bid in bids}
    if any(set(names) - shown.get(key, set()) for key, names in document["files"].items()):
        raise refusals.incomplete(
            Text("评分表写明的文件不是这里出示的文件。", "The sheet names files that were not shown here."),
            field="files",
        )

    sheet.draft, sheet.signed, sheet.locked_at = document["rows"], signed, at
    sheet.save()

    note_sealed(session, SheetLocked(*where(session), member.seat, sheet.kind, signed), at=at)
    return sheet


def _own_sheet(member: Member, kind: str) -> Sheet:
    """This will return the member's sheet of this stage, still open (NotNow otherwise)."""
    session = member.session
    SESSION.require("lock_sheet", state=session.state, by=actor_of(member))
    if member.state != "seated":
        raise refusals.out_of_order(Text("请先签到。", "Sign in first."))
    if kind != kind_due(session.state, terms_of(session)):
        raise refusals.out_of_order(Text("现在不评这一部分。", "This part is not being judged now."))
    sheet = Sheet.objects.select_for_update().filter(member=member, kind=kind).first() or Sheet(
        member=member, kind=kind
    )
    if sheet.locked_at is not None:
        raise refusals.locked_already()
    return sheet
