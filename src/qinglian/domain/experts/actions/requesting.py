"""The tenderer requests experts. Every request has a number; a second one needs an abandoned first."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.experts import refusals
from qinglian.domain.experts.events import DrawRequested
from qinglian.domain.experts.expert_form import DrawInput, check_request
from qinglian.domain.experts.models import Draw
from qinglian.domain.experts.queries import counts_by_speciality, hindrance_of
from qinglian.domain.experts.specialities import label_of
from qinglian.domain.tenders.actions.steps import locked_section, require_own
from qinglian.domain.tenders.models import Section
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.actions import append
from qinglian.record.events import moment


@transaction.atomic
def request_draw(section: Section, *, typed: DrawInput, by: Actor, at: datetime) -> Draw:
    """This will request experts for a section's evaluation (ZTB 37, REG 46).

    NotAllowed for strangers, NotNow while another draw stands or out of time, NotValid for an unlawful committee or a pool below three
    times what is wanted: a smaller one would tell who was drawn.
    """
    section = locked_section(section)
    _require_tenderer(section, by)
    _require_time(section)
    check_request(typed, at=at)
    _require_pool(typed, at=at)

    number = Draw.objects.filter(section=section, round=section.round).count() + 1
    draw = Draw.objects.create(
        section=section, round=section.round, number=number, size=typed.size, representatives=typed.representatives,
        strata=typed.strata, region=typed.region, place=typed.place.strip(), evaluation_at=typed.evaluation_at,
        hours=typed.hours, requested_by=by.id, requested_at=at,
    )  # fmt: skip

    event = DrawRequested(
        section=section.number, round=section.round, draw=number, size=draw.size, strata=draw.strata,
        representatives=draw.representatives, evaluation_at=moment(draw.evaluation_at), hours=draw.hours,
    )  # fmt: skip
    append(event, subject=f"tender:{section.tender.code}", by=by.id, at=at)
    return draw


def _require_tenderer(section: Section, by: Actor) -> None:
    require_own(section.tender, by)
    if not by.has_role("buyer_operator", "buyer_reviewer"):
        raise NotAllowed(
            Text("专家由招标人或其代理机构申请抽取。", "The tenderer or its agency requests experts."),
            rule="own_tender_only",
            article="REG 46",
            next_step=Text("请由经办人或者复核人办理。", "Ask its officer or reviewer."),
        )


def _require_time(section: Section) -> None:
    hindrance = hindrance_of(section)
    if hindrance is not None:
        raise hindrance


def _require_pool(typed: DrawInput, *, at: datetime) -> None:
    factor = rule("expert_pool_factor", on=at.date()).number()
    counts = counts_by_speciality(region=typed.region, specialities={row["speciality"] for row in typed.strata})
    for row in typed.strata:
        if counts[row["speciality"]] < factor * row["count"]:
            raise refusals.pool_too_small(label_of(row["speciality"]), factor * row["count"])
