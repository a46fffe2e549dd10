"""Lists of duties: the party office drafts and issues them, each leading post signs both and reviews both at the year's end."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from qinglian.domain.integrity import refusals
from qinglian.domain.integrity.duty_templates import LISTS, line_of, template_of
from qinglian.domain.integrity.events import (
    DutyListEdited,
    DutyListsDrafted,
    DutyListsIssued,
    DutyListsReviewed,
    DutyListsSigned,
)
from qinglian.domain.integrity.lifecycle import DUTY_LIST
from qinglian.domain.integrity.models import DutyList
from qinglian.domain.integrity.policy import may_open_campaigns
from qinglian.domain.integrity.queries.duty_lists import leading_entries
from qinglian.domain.people.actions import fulfil_duty, open_duty
from qinglian.domain.people.refusing import not_valid, not_yours, require_text
from qinglian.law.actor import Actor
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.clock import CHINA
from qinglian.record.events import Event
from qinglian.record.models import Secrecy
from qinglian.trust.canonical import jcs, sha256

MOST_CHARACTERS = 200


@transaction.atomic
def draft_duty_lists(*, year: int, by: Actor, at: datetime) -> int:
    """This will draft both lists, from the templates, for every leading post on the roll that has none of this year (NotNow: none is missing)."""
    if not may_open_campaigns(by):
        raise not_yours(refusals.PARTY, rule="duty_lists")
    have = set(DutyList.objects.filter(year=year).values_list("person_id", "kind"))
    rows = [
        DutyList(
            year=year, person=entry.person, kind=kind, department=entry.department, work_post=entry.work_post,
            items=[line.zh for line in getattr(template_of(department=entry.department, standings=entry.standings), kind)],
            drafted_by=by.id, drafted_at=at,
        )
        for entry in leading_entries()
        for kind in LISTS
        if (entry.person_id, kind) not in have
    ]  # fmt: skip
    if not rows:
        raise refusals.lists_missing(year)

    DutyList.objects.bulk_create(rows)

    _record(DutyListsDrafted(year, len(rows)), year, by=by, at=at)
    return len(rows)


@transaction.atomic
def edit_duty_list(row: DutyList, *, items: Sequence[str], by: Actor, at: datetime) -> DutyList:
    """This will replace the lines of a list that is a draft (NotValid: none, too many, or one too long).

    A template's line is kept in Chinese, whichever language it was read in.
    """
    row = DutyList.objects.select_for_update().get(pk=row.pk)
    DUTY_LIST.require("edit_duty_list", state=row.state, by=by)
    lines = [line_of(line.strip()).zh for line in items if line.strip()]
    most = rule("duty_list_items", on=at.astimezone(CHINA).date()).number()
    if not 0 < len(lines) <= most or any(len(line) > MOST_CHARACTERS for line in lines):
        raise not_valid(
            "items",
            Text("清单应有 1 至 20 条，每条不超过 200 字。", "A list has 1 to 20 lines of at most 200 characters."),
            Text("请改正后再保存。", "Correct it and save again."),
            rule="duty_list_items",
        )

    row.items = lines
    row.save(update_fields=["items"])

    _record(DutyListEdited(row.pk, len(lines)), row.year, by=by, at=at)
    return row


@transaction.atomic
def issue_duty_lists(*, year: int, due_on: date, review_on: date, by: Actor, at: datetime) -> int:
    """This will send the year's drafts out for signature: each holder is asked to sign by one day and to review by another."""
    DUTY_LIST.require("issue_duty_lists", state="draft", by=by)
    if not at.astimezone(CHINA).date() <= due_on <= review_on:
        raise refusals.due_in_the_past()
    rows = list(DutyList.objects.select_for_update().filter(year=year, state="draft").select_related("person"))
    if not rows:
        raise refusals.lists_missing(year)

    DutyList.objects.filter(pk__in=[row.pk for row in rows]).update(state="issued")
    sign = Text(f"{year} 年度一岗双责清单（业务、廉政）", f"Lists of duties for {year}, business and integrity")
    review = Text(f"{year} 年度一岗双责述责", f"Review of the lists of duties of {year}")
    for person in {row.person for row in rows}:
        asked = {"owed_by": person, "about": f"lists:{year}", "by": by, "at": at}
        open_duty("duty_list", title=sign, due_on=due_on, **asked)  # type: ignore[arg-type]
        open_duty("duty_list_review", title=review, due_on=review_on, **asked)  # type: ignore[arg-type]

    _record(DutyListsIssued(year, len(rows), due_on.isoformat(), review_on.isoformat()), year, by=by, at=at)
    return len(rows)


@transaction.atomic
def sign_duty_lists(*, year: int, by: Actor, at: datetime) -> list[DutyList]:
    """This will sign both of the actor's own lists of a year, frozen with the hashes of their lines (NotNow: not both are issued)."""
    rows = _own(year, "sign_duty_lists", state="issued", by=by)

    for row in rows:
        row.state, row.signed_at, row.sha256 = "signed", at, sha256(jcs(row.items)).hex()
        row.save(update_fields=["state", "signed_at", "sha256"])

    fulfil_duty("duty_list", owed_by=by.id, about=f"lists:{year}", evidence=f"lists:{year}", by=by, at=at)
    _record(DutyListsSigned(year, *(row.sha256 for row in rows)), year, by=by, at=at)
    return rows


@transaction.atomic
def review_duty_lists(*, year: int, business: str, integrity: str, by: Actor, at: datetime) -> list[DutyList]:
    """This will review both of the actor's own lists in writing: how each was kept (NotNow: not both are signed)."""
    rows = _own(year, "review_duty_lists", state="signed", by=by)
    words = {
        "business": require_text(business, "business", Text("业务述责", "The review of business duties"), most=2000),
        "integrity": require_text(
            integrity, "integrity", Text("廉政述责", "The review of integrity duties"), most=2000
        ),
    }

    for row in rows:
        row.state, row.review, row.reviewed_at = "reviewed", words[row.kind], at
        row.save(update_fields=["state", "review", "reviewed_at"])

    fulfil_duty("duty_list_review", owed_by=by.id, about=f"lists:{year}", evidence=f"lists:{year}", by=by, at=at)
    _record(DutyListsReviewed(year), year, by=by, at=at)
    return rows


def _own(year: int, act: str, *, state: str, by: Actor) -> list[DutyList]:
    rows = list(DutyList.objects.select_for_update().filter(year=year, person_id=by.id).order_by("kind"))
    if len(rows) != len(LISTS):
        DUTY_LIST.require(act, state=state, by=by)
        raise refusals.lists_missing(year)
    for row in rows:
        DUTY_LIST.require(act, state=row.state, by=by)
    return rows


def _record(event: Event, year: int, *, by: Actor, at: datetime) -> None:
    append(event, subject=f"lists:{year}", by=by.id, at=at, secrecy=Secrecy.CONFIDENTIAL)
