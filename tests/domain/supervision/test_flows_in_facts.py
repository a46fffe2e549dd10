"""A whole life in the record against the core flows: nothing is amiss, and a fact taken out of it is missed by its node's name."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.integrity.flows.conformance import deviations
from qinglian.domain.objections.actions import answer_objection
from qinglian.domain.people.actions import verify_filing
from qinglian.domain.supervision.flows import CORE_FLOWS, FLOW_BY_CODE, moves_of
from qinglian.record.models import Fact
from tests.factories import contracts, experts, panels, people, tenders

pytestmark = pytest.mark.django_db

Case = list[tuple[str, datetime]]


def case_of(*, about: str = "", **body: object) -> Case:
    """The moves that the facts of one case show, in the order of the record."""
    facts = Fact.objects.filter(subject__startswith=about).order_by("id")
    chosen = [one for one in facts if all(one.fact["body"].get(name) == value for name, value in body.items())]
    return [(move, one.at) for one in chosen for move in moves_of(one.kind, one.fact["body"])]


def without(case: Case, move: str) -> Case:
    return [one for one in case if one[0] != move]


def lived() -> dict[str, Case]:
    """One tender from its notice to its award, with a draw, an objection, and the registration, key and expert behind it."""
    filing, _ = people.filed_filing()
    verify_filing(filing, by=people.verifier(), at=people.AT + timedelta(hours=1))
    panel = panels.finished()
    table = contracts.publicised(panel.table)
    objection = contracts.objected(table)
    section = table.room.refresh()
    answer_objection(objection, answer="不成立。", upheld=False, by=tenders.reviewer(section.tender), at=contracts.PUBLISHED + timedelta(hours=2))  # fmt: skip
    panels.awarded(panel)
    tender = case_of(about="tender:")
    leaf = Fact.objects.filter(kind="expert-called/v1").earliest("id").fact["body"]["leaf"]
    key = Fact.objects.filter(kind="key-bound/v1").earliest("id").fact["body"]["public"]
    expert = Fact.objects.filter(subject__startswith="expert:").earliest("id").subject
    return {flow.code: tender for flow in CORE_FLOWS} | {
        "F01": case_of(filing=filing.pk),
        "F02": case_of(public=key),
        "F07": case_of(leaf=leaf),
        "F11": case_of(about=expert),
    }


@pytest.mark.meets("Z43")
def test_deviations_of_a_whole_life_are_none_and_each_missing_step_is_named() -> None:
    cases = lived()
    assert {code: [one.sentence.en for one in deviations(FLOW_BY_CODE[code], case, finished=True)] for code, case in cases.items()} == {code: [] for code in cases}  # fmt: skip
    missed = {
        (code, move): [
            one.label.en for one in deviations(FLOW_BY_CODE[code], without(cases[code], move), finished=True)
        ]
        for code, move in (
            ("F01", "filing.file_registration"),
            ("F02", "key.bind_key"),
            ("F03", "notice.approve_notice"),
            ("F04", "section.sign_opening_record"),
            ("F05", "section.start_release"),
            ("F06", "draw.approve_roster"),
            ("F07", "call.place_call"),
            ("F08", "session.unseal_files"),
            ("F08", "session.lock_sheet"),
            ("F09", "section.publish_candidates"),
            ("F10", "objection.answer_objection"),
            ("F11", "expert.admit_expert"),
        )
    }
    assert missed == {
        ("F01", "filing.file_registration"): ["File"],
        ("F02", "key.bind_key"): ["Bind the key"],
        ("F03", "notice.approve_notice"): ["Approve"],
        ("F04", "section.sign_opening_record"): ["Sign the opening record"],
        ("F05", "section.start_release"): ["Start the release"],
        ("F06", "draw.approve_roster"): ["Approve the roster"],
        ("F07", "call.place_call"): ["Call"],
        ("F08", "session.unseal_files"): ["Unseal the files"],
        ("F08", "session.lock_sheet"): ["Sign and lock the sheet"],
        ("F09", "section.publish_candidates"): ["Publish the candidates"],
        ("F10", "objection.answer_objection"): ["Answer the objection"],
        ("F11", "expert.admit_expert"): ["Admit"],
    }


def test_deviations_of_a_running_draw_are_none_until_a_step_is_missing() -> None:
    experts.complete()
    case = case_of(about="tender:")
    flow = FLOW_BY_CODE["F06"]
    assert deviations(flow, case) == []
    (found,) = deviations(flow, without(case, "draw.record_exclusions"))
    assert (found.kind, found.label.zh, found.seen) == ("skipped", "固定回避", "draw.make_draw")
