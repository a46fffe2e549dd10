"""The watch of members who score what they have not read."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from qinglian.domain.evaluation.events import FilesListed, SheetLocked
from qinglian.domain.evaluation.models import EvaluatedBid, FileView, Session, Sheet
from qinglian.domain.evaluation.queries.seat import PARTS
from qinglian.domain.supervision.watches.evidence import facts_since, ids, place, seat_subject, since
from qinglian.domain.supervision.watches.found import LEVELS, Found
from qinglian.law.text import Text

SCORED = ("technical", "business")


def files_viewed(at: datetime) -> list[Found]:
    """A member locked a score sheet having opened none, or under half, of the files that it was shown for it."""
    sessions = {
        row.pk: row for row in Session.objects.filter(opened_at__gte=since(at)).select_related("section__tender")
    }
    facts = facts_since(FilesListed.kind, SheetLocked.kind, at=at)
    files = {
        fact.fact["body"]["session"]: fact.fact["body"]["files"] for fact in facts if fact.kind == FilesListed.kind
    }
    out = _rejected(at)
    views = _views(at)
    worst: dict[tuple[int, int], Found] = {}
    for member, seat, pk, kind, locked_at in _locked(at):
        session = sessions[pk]
        shown = _shown(files.get(session.code, {}), kind, without=out[pk])
        opened = sum(views[member].get(name, at) <= locked_at for name in shown if name in views[member])
        if not shown or 2 * opened >= len(shown):
            continue
        words = Text(f"{seat} 号席位锁定{_KINDS[kind].zh}评分表时，{len(shown)} 份文件打开过 {opened} 份。",
                     f"Seat {seat} locked its {_KINDS[kind].en} sheet having opened {opened} of {len(shown)} files.")  # fmt: skip
        about = [fact for fact in facts if _is_of(fact.fact["body"], session.code, seat, kind)]
        one = Found("yellow" if opened else "red", seat_subject(place(session), seat), words, ids(about))
        known = worst.get((pk, seat))
        if known is None or LEVELS.index(one.level) > LEVELS.index(known.level):
            worst[pk, seat] = one
    return list(worst.values())


_KINDS = {"technical": Text("技术", "technical"), "business": Text("商务", "business")}


def _locked(at: datetime) -> list[tuple[int, int, int, str, datetime]]:
    rows = Sheet.objects.filter(member__session__opened_at__gte=since(at), kind__in=SCORED, locked_at__isnull=False)
    return list(
        rows.order_by("pk").values_list("member_id", "member__seat", "member__session_id", "kind", "locked_at")  # type: ignore[arg-type]
    )


def _views(at: datetime) -> dict[int, dict[str, datetime]]:
    found: dict[int, dict[str, datetime]] = defaultdict(dict)
    rows = FileView.objects.filter(member__session__opened_at__gte=since(at))
    for member, name, moment in rows.values_list("member_id", "sha256", "at"):
        found[member][name] = moment
    return found


def _rejected(at: datetime) -> dict[int, set[str]]:
    """The bids that the review ended: nobody is shown their files any more."""
    found: dict[int, set[str]] = defaultdict(set)
    rows = EvaluatedBid.objects.filter(session__opened_at__gte=since(at), state="rejected")
    for pk, number in rows.values_list("session_id", "number"):
        found[pk].add(str(number))
    return found


def _shown(files: dict[str, Any], kind: str, *, without: set[str]) -> set[str]:
    return {
        name for number, parts in files.items() if number not in without for part in PARTS[kind] for name in parts.get(part, ())
    }  # fmt: skip


def _is_of(body: dict[str, Any], code: str, seat: int, kind: str) -> bool:
    return (body["session"], body.get("seat"), body.get("sheet_kind")) == (code, seat, kind)
