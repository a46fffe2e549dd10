"""What integrity brings to `tests.factories.year`: meetings, the plan, rules, clauses, pledges, lists of duties, adopted points."""

from datetime import datetime
from typing import TYPE_CHECKING

from qinglian.domain.integrity import models as integrity
from qinglian.domain.people.models import Person
from tests.factories.year_days import AHEAD_ON, AT, DONE_AT, DONE_ON, LAST_YEAR, LATE_ON, last_year

if TYPE_CHECKING:
    from tests.factories.year import Crew


def begin(who: "Crew") -> None:
    """This will store what October left."""
    held = _meeting(who, DONE_AT)
    for words, state, done_at in (("甲", "done", DONE_AT), ("乙", "open", None), ("丙", "dropped", None)):
        _decide(held, who.head, words, state, done_at)
    _decide(_meeting(who, DONE_AT, state="cancelled"), who.head, "取消的", "done", DONE_AT)
    _decide(_meeting(who, last_year(DONE_AT)), who.head, "去年的", "open", None)
    _plan(who)
    _rules()
    _clauses()
    _pledges(who)
    _adopt(who.head, "R01", DONE_AT)
    _adopt(who.head, "R02", last_year(DONE_AT))


def finish(who: "Crew") -> None:
    """This will do at AT what is open, and add new things."""
    _meeting(who, AT)
    integrity.Decision.objects.filter(state="open", meeting__held_on=DONE_ON).update(
        state="done", evidence="见纪要", done_at=AT
    )
    integrity.WorkTask.objects.filter(state="open").update(state="closed", evidence="见记录", closed_at=AT)
    _version(integrity.RuleReview.objects.get(campaign__year=AT.year, outcome="revised"), AT)
    waiting = integrity.RuleReview.objects.filter(campaign__year=AT.year, state="open").order_by("pk")
    for row, outcome in zip(waiting, ("kept", "revised", "repealed"), strict=True):
        row.state, row.outcome, row.reason, row.approved_at = "approved", outcome, "已审", AT
        row.save()
    integrity.Clause.objects.filter(state="unmatched").update(state="matched", words="有制度", settled_at=AT)
    _sign(who.mover, AT)
    integrity.DutyList.objects.filter(person=who.head).update(state="reviewed", reviewed_at=AT)
    _lists(who.deputy, AT.year, AT)
    _adopt(who.head, "R03", AT)


def _meeting(who: "Crew", at: datetime, *, state: str = "held") -> integrity.Meeting:
    row = integrity.Meeting.objects.create(
        title="党委会", held_on=at.date(), place="三楼", chair=who.secretary, state=state, entered_by="p", entered_at=at
    )
    for number, topic in ((1, "integrity"), (2, "business")):
        integrity.AgendaItem.objects.create(meeting=row, number=number, topic=topic, title="研究")
    return row


def _decide(meeting: integrity.Meeting, owner: Person, words: str, state: str, done_at: datetime | None) -> None:
    integrity.Decision.objects.create(
        meeting=meeting, item=meeting.items.get(number=1), words=words, owner=owner, due_on=LATE_ON, state=state,
        evidence="见纪要" if done_at else "", done_at=done_at,
    )  # fmt: skip


def _plan(who: "Crew") -> None:
    plan = integrity.WorkPlan.objects.create(
        year=AT.year, title="方案", state="issued", entered_by="p", entered_at=DONE_AT, issued_at=DONE_AT
    )
    rows = []
    for number, (kind, state) in enumerate(
        (("business", "closed"), ("daily", "open"), ("integrity", "open"), ("business", "dropped")), start=1
    ):
        done = state == "closed"
        rows.append(
            integrity.WorkTask.objects.create(
                plan=plan, number=number, kind=kind, pillar="build", title=f"任务{number}", leader=who.deputy, department="transaction",
                owner=who.head, due_on=LATE_ON, state=state, evidence="见记录" if done else "", closed_at=DONE_AT if done else None,
                pairs=rows[0] if kind == "integrity" else None,
            )
        )  # fmt: skip


def _rules() -> None:
    for year, opened_at in ((LAST_YEAR, last_year(DONE_AT)), (AT.year, DONE_AT)):
        closed_at = opened_at if year == LAST_YEAR else None
        campaign = integrity.ReviewCampaign.objects.create(
            year=year,
            due_on=LATE_ON,
            opened_by="p",
            opened_at=opened_at,
            state="closed" if closed_at else "open",
            closed_at=closed_at,
        )
        _review(campaign, 1, "kept", opened_at)
    for number in (2, 3, 4):
        _review(campaign, number, "", None)
    _review(campaign, 5, "revised", DONE_AT)


def _review(campaign: integrity.ReviewCampaign, number: int, outcome: str, at: datetime | None) -> integrity.RuleReview:
    rule, _ = integrity.WorkRule.objects.get_or_create(
        number=f"JZ-{number}",
        defaults={
            "title": f"办法{number}",
            "category": "trading",
            "department": "transaction",
            "state": "in_force",
            "entered_at": DONE_AT,
        },
    )
    return integrity.RuleReview.objects.create(
        campaign=campaign, rule=rule, department="transaction", state="approved" if at else "open", outcome=outcome,
        reason="适用" if at else "", approved_at=at,
    )  # fmt: skip


def _version(review: integrity.RuleReview, at: datetime) -> None:
    integrity.RuleVersion.objects.create(
        rule=review.rule, number=2, state="issued", title="新版", review=review, drafted_by="p", drafted_at=at, issued_on=at.date(),
        in_force_from=at.date(),
    )  # fmt: skip


def _clauses() -> None:
    for number, entered_at in ((1, DONE_AT), (2, last_year(DONE_AT))):
        document = integrity.SuperiorDocument.objects.create(
            title="意见",
            number=str(number),
            issuer="市政府",
            issued_on=entered_at.date(),
            entered_by="p",
            entered_at=entered_at,
        )
        for place, state in enumerate(("matched", "unmatched", "inapplicable"), start=1):
            settled = state != "unmatched"
            integrity.Clause.objects.create(
                document=document, place=place, text="一条", state=state, words="有制度" if settled else "",
                settled_at=DONE_AT if settled else None,
            )  # fmt: skip


def _pledges(who: "Crew") -> None:
    for year, opened_at in ((LAST_YEAR, last_year(DONE_AT)), (AT.year, DONE_AT)):
        integrity.PledgeCampaign.objects.create(
            year=year, is_public=False, due_on=LATE_ON.replace(year=year), opened_by="p", opened_at=opened_at
        )
    _sign(who.head, DONE_AT)
    _sign(who.discipline, last_year(DONE_AT))
    _lists(who.head, AT.year, DONE_AT)
    _lists(who.head, LAST_YEAR, last_year(DONE_AT))


def _sign(person: Person, at: datetime) -> None:
    integrity.Pledge.objects.create(
        campaign=integrity.PledgeCampaign.objects.get(year=at.year), person=person, work_post="host", text="承诺", translation="I pledge",
        sha256="0" * 64, signed_at=at, expires_on=AHEAD_ON.replace(year=at.year),
    )  # fmt: skip


def _lists(person: Person, year: int, at: datetime) -> None:
    for kind in ("business", "integrity"):
        integrity.DutyList.objects.create(
            year=year, person=person, kind=kind, department="transaction", work_post="host", items=["一"], state="signed", drafted_by="p",
            drafted_at=at, signed_at=at,
        )  # fmt: skip


def _adopt(proposer: Person, point: str, at: datetime) -> None:
    found = integrity.RiskRound.objects.create(
        title=f"查摆{point}",
        from_on=at.date(),
        until_on=at.date(),
        state="closed",
        opened_by="p",
        opened_at=at,
        closed_at=at,
    )
    proposal = integrity.RiskProposal.objects.create(
        round=found, work_post="host", department="transaction", proposer=proposer, name="风险", shows="表现", measure="措施", level="high",
        step="opening", state="adopted", proposed_at=at,
    )  # fmt: skip
    integrity.Adoption.objects.create(
        point=point, round=found, proposal=proposal, work_post="host", adopted_on=at.date(), adopted_by="p"
    )
