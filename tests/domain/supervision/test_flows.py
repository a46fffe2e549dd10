"""The 20 key matters: each is sound, follows from its table where it has one, and finds what a case skips or swaps."""

from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qinglian.domain.bids import events as bids
from qinglian.domain.contracts import events as contracts
from qinglian.domain.evaluation import events as evaluation
from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.experts import events as experts
from qinglian.domain.experts.lifecycle import CALL, DRAW, EXPERT
from qinglian.domain.integrity.flows.conformance import deviations, onward
from qinglian.domain.integrity.flows.flow import Flow, check_flow
from qinglian.domain.objections import events as objections
from qinglian.domain.objections.lifecycle import OBJECTION
from qinglian.domain.people import events as people
from qinglian.domain.people.lifecycle import FILING, KEY
from qinglian.domain.supervision.flows import CORE_FLOWS, FLOW_BY_CODE, FLOWS, MOVES_OF_FACT, TOLD_BY, moves_of
from qinglian.domain.tenders import events as tenders
from qinglian.domain.tenders.lifecycle import NOTICE, SECTION
from qinglian.law.articles import is_known
from qinglian.record.events import Event

AT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
TABLES = {table.name: table for table in (CALL, DRAW, EXPERT, FILING, KEY, NOTICE, OBJECTION, SECTION, SESSION)}
OF_HOLDS = {"hold.place_hold", "hold.lift_hold"}  # a hold has no lifecycle's table: it stands or is lifted
KINDS = {
    event.kind: event
    for module in (bids, contracts, evaluation, experts, objections, people, tenders)
    for event in vars(module).values()
    if isinstance(event, type) and issubclass(event, Event) and event is not Event
}
by_code = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.code)


def followed(flow: Flow) -> Flow:
    """A flow by hand has no facts yet: here every task of it leaves one, so that the check can be tried on all twenty."""
    if flow.moves() - OF_HOLDS:
        return flow
    nodes = [replace(node, move=f"hand.{node.code}") if node.kind == "task" else node for node in flow.nodes]
    return replace(flow, nodes=tuple(nodes))


def timed(moves: Sequence[str]) -> list[tuple[str, datetime]]:
    return [(move, AT + timedelta(minutes=i)) for i, move in enumerate(moves)]


def accepted(flow: Flow, moves: Sequence[str]) -> bool:
    """The oracle: a set of places that a case may be at, moved on by every move."""
    places = {flow.start().code}
    for i, move in enumerate(moves):
        from_here = passed_over(flow, places, told=moves[:i])
        places = {node.code for place in from_here for node in onward(flow, place) if node.move == move}
    return bool(places)


def passed_over(flow: Flow, places: set[str], *, told: Sequence[str]) -> set[str]:
    """These places and those behind steps that leave a fact only the first time, which was."""
    found = set(places)
    while (
        new := {node.code for place in found for node in onward(flow, place) if node.once and node.move in told} - found
    ):
        found |= new
    return found


def main_way(flow: Flow) -> list[str]:
    """The way that takes the first exit of every decision: what happens when nothing goes wrong."""
    codes = [flow.start().code]
    while flow.node(codes[-1]).kind != "end":
        codes.append(flow.exits(codes[-1])[0].target)
        assert len(codes) < 60
    return [code for code in codes if flow.node(code).move]


@st.composite
def walks(draw: st.DrawFn) -> tuple[Flow, list[str]]:
    flow = followed(draw(st.sampled_from(FLOWS)))
    place, codes = flow.start().code, []
    for _ in range(draw(st.integers(1, 14))):
        nodes = onward(flow, place)
        if not nodes:
            break
        place = draw(st.sampled_from(nodes)).code
        codes.append(place)
    return flow, codes


# ---- the twenty ----


@pytest.mark.meets("Z43")
def test_flows_are_twenty_with_codes_in_order_and_titles_of_their_own() -> None:
    assert [flow.code for flow in FLOWS] == [f"F{n:02}" for n in range(1, 21)]
    assert len({flow.title.zh for flow in FLOWS}) == len({flow.title.en for flow in FLOWS}) == 20
    assert FLOW_BY_CODE["F08"].title.en == "Evaluation"


@by_code
def test_every_flow_is_sound(flow: Flow) -> None:
    assert [fault.en for fault in check_flow(flow)] == []


@by_code
def test_every_task_names_who_and_its_article_in_both_languages(flow: Flow) -> None:
    tasks = [node for node in flow.nodes if node.kind == "task"]
    assert [node.code for node in tasks if not (node.role.zh and node.role.en and is_known(node.article))] == []
    assert [node.code for node in flow.nodes if not (node.label.zh and node.label.en)] == []
    assert [node.code for node in flow.nodes if bool(node.limit.zh) != bool(node.limit.en)] == []


@by_code
def test_every_flow_carries_risk_points_of_the_wall(flow: Flow) -> None:
    points = {point for node in flow.nodes for point in node.risk_points}
    assert points <= {f"R{n:02}" for n in range(1, 57)}
    assert points


def test_core_flows_say_what_the_tables_say() -> None:
    said = [
        (flow.code, node.code)
        for flow in CORE_FLOWS
        for node in flow.nodes
        if node.kind == "task"
        if not any(
            (move.act, move.label, move.article) == (node.code.rstrip("_0123456789"), node.label, node.article)
            for move in TABLES[next(iter(flow.moves())).split(".")[0]].moves
        )
    ]
    assert said == []


# ---- facts ----


def test_every_move_of_a_flow_is_shown_by_some_fact() -> None:
    shown = {move for moves in MOVES_OF_FACT.values() for move in moves}
    assert [(flow.code, move) for flow in FLOWS for move in sorted(flow.moves()) if move not in shown] == []


def test_every_fact_that_shows_a_move_exists() -> None:
    assert [key for key in MOVES_OF_FACT if key.split(" ")[0] not in KINDS] == []
    assert [kind for kind, name in TOLD_BY.items() if name not in {field.name for field in fields(KINDS[kind])}] == []
    assert [key for key in MOVES_OF_FACT if (" " in key) != (key.split(" ")[0] in TOLD_BY)] == []


def test_every_move_that_a_fact_shows_stands_in_its_table() -> None:
    acts = {f"{name}.{move.act}" for name, table in TABLES.items() for move in table.moves} | OF_HOLDS
    assert [move for moves in MOVES_OF_FACT.values() for move in moves if move not in acts] == []


def test_moves_of_a_fact_depend_on_what_it_says_where_its_kind_is_not_enough() -> None:
    assert moves_of("award-made/v1", {}) == ("section.award_section",)
    assert moves_of("notice-returned/v1", {"stage": "verification"}) == ("notice.refuse_notice",)
    assert moves_of("notice-published/v1", {"notice_kind": "amendment"}) == ("notice.publish_notice", "section.amend_notice")  # fmt: skip
    assert moves_of("expert-answered/v1", {"answer": "late"}) == ("call.mark_late", "draw.replace_expert")
    assert moves_of("expert-changed/v1", {"act": "add"}) == ()
    assert moves_of("file-viewed/v1", {}) == ()


# ---- conformance ----


@by_code
def test_deviations_of_the_main_way_are_none(flow: Flow) -> None:
    flow = followed(flow)
    moves = [flow.node(code).move for code in main_way(flow)]
    assert deviations(flow, timed(moves), finished=True) == []


@pytest.mark.meets("Z43")
@by_code
def test_deviations_name_each_node_that_a_case_skips(flow: Flow) -> None:
    flow = followed(flow)
    way = main_way(flow)
    tried = 0
    for i, code in enumerate(way[:-1]):
        moves = [flow.node(one).move for j, one in enumerate(way) if j != i]
        if not accepted(flow, moves):
            tried += 1
            found = deviations(flow, timed(moves))
            assert [(one.kind, one.node, one.seen) for one in found] == [("skipped", code, flow.node(way[i + 1]).move)]
    last = deviations(flow, timed([flow.node(code).move for code in way[:-1]]), finished=True)
    assert [(one.kind, one.node) for one in last] in ([("skipped", way[-1])], [])
    assert tried or len(way) <= 2


@by_code
def test_deviations_name_two_nodes_that_a_case_swaps(flow: Flow) -> None:
    flow = followed(flow)
    way = main_way(flow)
    for i in range(len(way) - 1):
        swapped = [*way[:i], way[i + 1], way[i], *way[i + 2 :]]
        moves = [flow.node(code).move for code in swapped]
        if not accepted(flow, moves):
            found = deviations(flow, timed(moves))
            assert found
            assert {one.node for one in found} & {way[i], way[i + 1]}


@settings(max_examples=200, deadline=None)
@given(walks())
def test_deviations_of_any_walk_along_the_edges_are_none(walk: tuple[Flow, list[str]]) -> None:
    flow, codes = walk
    assert deviations(flow, timed([flow.node(code).move for code in codes])) == []


@settings(max_examples=200, deadline=None)
@given(walks(), st.data())
def test_deviations_of_a_walk_with_a_hole_are_found_unless_the_rest_is_a_walk(walk: tuple[Flow, list[str]], data: st.DataObject) -> None:  # fmt: skip
    flow, codes = walk
    hole = data.draw(st.integers(0, len(codes) - 1))
    moves = [flow.node(code).move for i, code in enumerate(codes) if i != hole]
    assert (deviations(flow, timed(moves)) == []) is accepted(flow, moves)


@settings(max_examples=200, deadline=None)
@given(walks(), st.randoms(use_true_random=False))
def test_deviations_of_any_order_are_none_only_for_a_walk(walk: tuple[Flow, list[str]], random: object) -> None:
    flow, codes = walk
    moves = [flow.node(code).move for code in codes]
    random.shuffle(moves)  # type: ignore[attr-defined]
    assert (deviations(flow, timed(moves)) == []) is accepted(flow, moves)


def test_deviations_of_a_section_tendered_again_are_none() -> None:
    acts = ["publish_notice", "amend_notice", "close_section", "fail_section", "retender", "publish_notice", "close_section"]  # fmt: skip
    assert deviations(FLOW_BY_CODE["F04"], timed([f"section.{act}" for act in acts])) == []


def test_deviations_of_a_session_let_a_successor_lock_anew() -> None:
    acts = ["unseal_files", "start_review", "lock_sheet", "replace_member", "lock_sheet", "lock_sheet", "finish_technical"]  # fmt: skip
    assert deviations(FLOW_BY_CODE["F08"], timed([f"session.{act}" for act in acts])) == []
    acts.remove("unseal_files")
    (found,) = deviations(FLOW_BY_CODE["F08"], timed([f"session.{act}" for act in acts]))
    assert (found.node, found.seen, found.label.zh) == ("unseal_files", "session.start_review", "解开文件")


BACK_AFTER_THE_REVEAL = [
    "unseal_files", "start_review", "lock_sheet", "lock_sheet", "finish_technical", "lock_sheet",
    "replace_member", "lock_sheet", "lock_sheet", "lock_sheet", "sign_report", "finish_evaluation",
]  # fmt: skip


def test_deviations_of_a_session_that_goes_back_after_the_reveal_ask_for_no_second_one() -> None:
    passed = timed([f"session.{act}" for act in BACK_AFTER_THE_REVEAL])
    assert deviations(FLOW_BY_CODE["F08"], passed, finished=True) == []


@pytest.mark.parametrize("gone", ["unseal_files", "start_review", "finish_technical"])
def test_deviations_of_a_session_that_goes_back_name_what_never_was(gone: str) -> None:
    passed = timed([f"session.{act}" for act in BACK_AFTER_THE_REVEAL if act != gone])
    (found,) = deviations(FLOW_BY_CODE["F08"], passed, finished=True)
    assert (found.kind, found.node) == ("skipped", gone)
