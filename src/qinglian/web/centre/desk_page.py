"""The centre's desk: everything that waits for the centre, longest waiting first, and today's openings."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from qinglian.domain.evaluation.queries import Hosted, rooms_for
from qinglian.domain.experts import queries as experts
from qinglian.domain.experts.lifecycle import EXPERT
from qinglian.domain.experts.policy import may_keep_register
from qinglian.domain.people import queries as people
from qinglian.domain.people.policy import CENTRE_ROLES
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.queries import board
from qinglian.law.actor import Actor
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.centre.waiting import SHOWN, Group, Row
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.seed_rows import SeedRow, seed_rows
from qinglian.web.shared.tags import word

STAFF = ("centre_verifier", "centre_host", "centre_admin")


@for_roles(*CENTRE_ROLES)
def desk(request: HttpRequest) -> HttpResponse:
    """This will show what waits for this person's roles; who has no part in the trading is led to what is asked of oneself."""
    by, at = actor_of_request(request), clock.now()
    if not by.has_role(*STAFF, "expert_officer"):
        return redirect("centre_mine")
    groups = _groups(by)
    start = at.replace(hour=0, minute=0, second=0, microsecond=0)
    context = {
        "groups": groups,
        "waiting": sum(count for _, count, _ in groups),
        "openings": board.openings(from_at=start, until_at=start + timedelta(days=1)),
        "is_staff": by.has_role(*STAFF),
        "counts": people.counts_of_organisations(asker=by),
        "experts": _expert_counts(by),
    }
    return render(request, "centre/desk.html", context)


def _groups(by: Actor) -> list[Group]:
    notices, filings, keys = (
        tenders.notices_to_verify(by),
        people.filings_waiting(asker=by),
        people.keys_waiting(asker=by),
    )
    seeds, rooms = seed_rows(experts.seeds_due(by)), _rooms(by)
    groups = [
        (Text("种子", "Seeds"), len(seeds), [_seed_row(row) for row in seeds[:SHOWN]]),
        (Text("评标待主持", "Evaluations to host"), len(rooms), rooms[:SHOWN]),
        (Text("公告待核验", "Notices to verify"), notices.count(), [_notice_row(row) for row in notices[:SHOWN]]),
        (
            Text("登记待核验", "Registrations to verify"),
            filings.count(),
            [_filing_row(row) for row in filings[:SHOWN]],
        ),
        (Text("密钥待绑定", "Keys to bind"), keys.count(), [_key_row(row) for row in keys[:SHOWN]]),
    ]
    if may_keep_register(by):
        filed = experts.experts_matching(state="filed", asker=by).order_by("created_at", "id")
        groups.append(
            (Text("专家待入库", "Experts to admit"), filed.count(), [_expert_row(row) for row in filed[:SHOWN]])
        )
    return [group for group in groups if group[1]]


def _expert_counts(by: Actor) -> list[tuple[Text, int]]:
    if not may_keep_register(by):
        return []
    return [(EXPERT.state(code).label, count) for code, count in experts.counts_of_experts(asker=by).items()]


def _rooms(by: Actor) -> list[Row]:
    """The sessions that this host can open now, and those that run."""
    if not by.has_role("centre_host"):
        return []
    return [_room_row(row) for row in rooms_for(by) if row.is_ready or row.section.state == "evaluating"]


def _room_row(row: Hosted) -> Row:
    tender = row.section.tender
    act = Text("打开评标会话", "Open the session") if row.is_ready else Text("主持评标", "Host the evaluation")
    since = row.session.opened_at if row.session else row.draw.completed_at if row.draw else None
    where = reverse("centre_evaluation", args=(tender.code, row.section.number))
    return Row(act, tender.name, tender.code, since, where, Text("去主持", "Host"))


def _notice_row(notice: Any) -> Row:
    act, go = Text("核验并发布公告", "Verify and publish the notice"), Text("去核验", "Verify")
    return Row(act, notice.tender.name, notice.tender.code, notice.reviewed_at, "/centre/notices/", go)


def _seed_row(row: SeedRow) -> Row:
    return Row(row.act, row.section.tender.name, word(row.detail), row.since, row.url, row.button)


def _filing_row(filing: Any) -> Row:
    is_first = filing.organisation.state == "draft"
    act = Text("核验登记", "Verify the registration") if is_first else Text("核验变更", "Verify the change")
    where = reverse("centre_filing", args=(filing.id,))
    return Row(act, filing.name, filing.credit_code, filing.declared_at, where, Text("去核验", "Verify"))


def _key_row(key: Any) -> Row:
    act, where = Text("核对指纹并绑定", "Compare the fingerprint and bind"), reverse("centre_key", args=(key.id,))
    return Row(act, key.organisation.name, key.label, key.proposed_at, where, Text("去核对", "Compare"))


def _expert_row(expert: Any) -> Row:
    act, where = Text("审核专家入库", "Admit the expert"), reverse("centre_expert", args=(expert.id,))
    return Row(act, expert.name, expert.unit, expert.created_at, where, Text("去审核", "Look"))
