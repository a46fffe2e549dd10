"""What supervision brings to `tests.factories.year`: inspections, corrections, campaigns, problems, gifts, warnings, manual checks."""

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from qinglian.domain.integrity import models as integrity
from qinglian.domain.people.models import Person
from qinglian.domain.supervision import models as supervision
from qinglian.trust.weekly import week_of
from tests.factories.year_days import AHEAD_ON, AT, DONE_AT, DONE_ON, LAST_YEAR, LATE_ON, last_year

if TYPE_CHECKING:
    from tests.factories.year import Crew

WEEKS = [week_of(date(2026, 9, 28) + timedelta(days=7 * n)) for n in range(13)]
LAST_WEEKS = [week_of(date(2025, 12, 15))]


def begin(who: "Crew") -> None:
    """This will store what October left."""
    _begin_inspections()
    _correct(who.head, 1, DONE_AT, "closed", DONE_AT)
    _correct(who.head, 2, DONE_AT, "ordered", None)
    _correct(who.head, 3, last_year(DONE_AT), "ordered", None)
    _begin_campaign(who)
    for year, state in ((AT.year, "closed"), (AT.year, "open"), (LAST_YEAR, "open")):
        _problem("style", who.party, DONE_AT.replace(year=year), state, style="hedonism")
        _problem("tendering", who.party, DONE_AT.replace(year=year), state, category="collusion", point="R20")
        _gift(who.mover, DONE_AT.replace(year=year), disposed_on=DONE_ON if state == "closed" else None)
        _warn(f"tender:{year}-{state}", DONE_AT.replace(year=year), closed_at=DONE_AT if state == "closed" else None)
    _check("R02", DONE_AT)
    _check("R08", last_year(DONE_AT))


def finish(who: "Crew") -> None:
    """This will do at AT what is open, and add new things."""
    integrity.Inspection.objects.filter(state="planned").update(state="held", held_at=AT, verdict="sound")
    integrity.Rectification.objects.filter(state="ordered", ordered_at__year=AT.year).update(
        state="closed", handed_in_at=AT, closed_at=AT, rechecked_by="per-other", corrected_by="per-owner"
    )
    for form in supervision.SelfCheck.objects.filter(state="owed", campaign__year=AT.year):
        _through(form, AT)
    supervision.Gift.objects.filter(state="declared", received_on__year=AT.year).update(
        state="disposed", handed_in_on=AT.date(), disposed_on=AT.date(), disposal="returned"
    )
    supervision.RiskWarning.objects.filter(state="open").update(state="closed", closed_at=AT)
    _problem("style", who.party, AT, "open", style="hedonism")
    _problem("tendering", who.party, AT, "open", category="collusion", point="R20")
    _gift(who.mover, AT, disposed_on=None)
    _warn("tender:new", AT, closed_at=None)
    _check("R08", AT)
    _correct(who.head, 4, AT, "ordered", None)


def _begin_inspections() -> None:
    for period, weeks in (("2026-Q4", WEEKS), ("2025-Q4", LAST_WEEKS)):
        scope = {"period": period, "weeks": {week: [] for week in weeks}, "hours": [9], "sections": ["office"]}
        supervision.InspectionSeed.objects.create(
            period=period, first_week=weeks[0], last_week=weeks[-1], scope=scope, commitment="0" * 64, committed_at=last_year(DONE_AT)
        )  # fmt: skip
    asked = integrity.Checklist.objects.create(
        kind="weekly", title_zh="抽查", title_en="Inspection", items=[], made_at=DONE_AT
    )
    _inspect(asked, "weekly", WEEKS[2], DONE_AT, held_at=DONE_AT)
    _inspect(
        asked, "weekly", WEEKS[4], DONE_AT + timedelta(days=19), held_at=AT - timedelta(days=1)
    )  # a day after October
    _inspect(asked, "periodic", "2026-H2", DONE_AT, held_at=DONE_AT, subject="host")
    _inspect(asked, "periodic", "2026-H2", DONE_AT, held_at=None, subject="discipline_officer")
    _inspect(asked, "periodic", "2026-H1", DONE_AT, held_at=DONE_AT, subject="discipline_officer")


def _inspect(
    asked: integrity.Checklist,
    kind: str,
    period: str,
    at: datetime,
    *,
    held_at: datetime | None,
    subject: str = "office",
) -> None:
    integrity.Inspection.objects.create(
        checklist=asked, kind=kind, pillar="promote", period=period, subject_kind="department", subject=subject, department="office",
        method="visit" if kind == "weekly" else "documents", planned_at=at, state="held" if held_at else "planned", held_at=held_at,
        verdict="sound" if held_at else "",
    )  # fmt: skip


def _correct(owner: Person, number: int, at: datetime, state: str, closed_at: datetime | None) -> None:
    _found("weekly", f"inspection:{number}", "office", owner, at, state, closed_at)


def _found(
    kind: str, source: str, department: str, owner: Person, at: datetime, state: str, closed_at: datetime | None, *, point: str = ""
) -> integrity.Finding:  # fmt: skip
    finding = integrity.Finding.objects.create(
        kind=kind, pillar="promote", source=source, subject=department, department=department, point=point, year=at.year, problem="缺签字",
        severity="minor", found_at=at, found_by="p",
    )  # fmt: skip
    integrity.Rectification.objects.create(
        finding=finding, advice="补签", owner=owner, due_on=LATE_ON, ordered_at=at, ordered_by="p", state=state, handed_in_at=closed_at,
        corrected_by="per-owner" if closed_at else "", closed_at=closed_at, rechecked_by="per-other" if closed_at else "",
    )  # fmt: skip
    return finding


def _begin_campaign(who: "Crew") -> None:
    for year in (AT.year, LAST_YEAR):
        at = DONE_AT.replace(year=year)
        campaign = supervision.Campaign.objects.create(
            kind="two_leads_five", year=year, from_on=at.date(), until_on=AHEAD_ON.replace(year=year), forms_due_on=at.date(),
            launched_by="p", launched_at=at,
        )  # fmt: skip
        for person in (who.head, who.mover):
            form = supervision.SelfCheck.objects.create(
                campaign=campaign,
                person=person,
                department="transaction",
                rank="head",
                due_on=LATE_ON.replace(year=year),
            )
            if person is who.head:
                _through(form, at)
        for state in ("closed", "open"):
            _problem("campaign", who.party, at, state, campaign=campaign, layer="discipline", item="rules")


def _through(form: supervision.SelfCheck, at: datetime) -> None:
    for layer in ("self", "leader"):
        supervision.SelfCheckSignature.objects.create(
            form=form, layer=layer, by=form.person, words="没有问题", digest="0" * 64, signed_at=at
        )
    form.state = "complete"
    form.save(update_fields=["state"])


def _problem(register: str, owner: Person, at: datetime, state: str, *, point: str = "", **changes: object) -> None:
    stands, closed_at = ("closed", at) if state == "closed" else ("ordered", None)
    finding = _found(register, register, "transaction", owner, at, stands, closed_at, point=point)
    supervision.Problem.objects.create(finding=finding, register=register, source="inspection", **changes)


def _gift(person: Person, at: datetime, *, disposed_on: date | None) -> None:
    supervision.Gift.objects.create(
        declared_by=person, what="茶叶", giver_kind="bidder", circumstances="放下就走", received_on=at.date(), declared_at=at, due_on=LATE_ON,
        state="disposed" if disposed_on else "declared", handed_in_on=disposed_on, disposed_on=disposed_on,
        disposal="returned" if disposed_on else "",
    )  # fmt: skip


def _warn(subject: str, at: datetime, *, closed_at: datetime | None) -> None:
    supervision.RiskWarning.objects.create(
        point="R20", watch="late_bids", level="red", subject=subject, words_zh="发现", words_en="Found", opened_at=at, seen_at=at,
        due_at=at + timedelta(days=5), state="closed" if closed_at else "open", closed_at=closed_at,
    )  # fmt: skip


def _check(point: str, at: datetime) -> None:
    supervision.PointCheck.objects.create(point=point, outcome="sound", evidence="都相符", by="p", at=at)
