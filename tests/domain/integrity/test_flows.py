"""Flows as data: what a sound flow is, how one follows from a lifecycle, and how a case is held against it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from qinglian.domain.integrity.flows.conformance import deviations
from qinglian.domain.integrity.flows.deriving import Plan, flow_of
from qinglian.domain.integrity.flows.flow import Edge, Flow, Node, check_flow
from qinglian.domain.integrity.flows.written import cases, decision, end, start, task, way
from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

WHO = Text("经办人", "Clerk")
AT = datetime(2026, 11, 25, 1, 30, tzinfo=UTC)
LOAN = Flow(
    "F01",
    Text("借阅", "Lending"),
    "office",
    (
        start("申请", "Asked for"),
        task("ask", Text("申请", "Ask"), role=WHO, move="loan.ask"),
        task("check", Text("审查", "Check"), role=WHO, move="loan.check"),
        decision("approved", "是否同意", "Approved?"),
        task("lend", Text("借出", "Lend"), role=WHO, move="loan.lend"),
        task("renew", Text("续借", "Renew"), role=WHO, move="loan.renew"),
        decision("due", "到期", "Due"),
        task("take_back", Text("收回", "Take back"), role=WHO, move="loan.take_back"),
        end("returned", "已归还", "Returned"),
        end("refused", "不借", "Refused"),
    ),
    (
        *way("start", "ask", "check", "approved"),
        *cases("approved", ("lend", "同意", "Yes"), ("refused", "不同意", "No")),
        *way("lend", "due"),
        *cases("due", ("take_back", "归还", "Return"), ("renew", "续借", "Renew")),
        *way("renew", "due"),
        *way("take_back", "returned"),
    ),
)
PERMIT = Lifecycle(
    "permit",
    (
        State("draft", Text("草稿", "Draft")),
        State("filed", Text("待审", "Filed")),
        State("given", Text("已批", "Given")),
        State("refused", Text("未批", "Refused")),
    ),
    (
        Move("file_permit", ("draft",), "filed", ("bidder",), "PLT", Text("申报", "File")),
        Move("add_paper", ("filed",), "filed", ("bidder",), "PLT", Text("补件", "Add a paper")),
        Move("give_permit", ("filed",), "given", ("centre_verifier", "timetable"), "PLT", Text("批准", "Give")),
        Move("refuse_permit", ("filed",), "refused", ("centre_verifier",), "PLT", Text("不批", "Refuse")),
        Move("return_permit", ("filed",), "draft", ("centre_verifier",), "PLT", Text("退回", "Return")),
    ),
)


def seen(*acts: str) -> list[tuple[str, datetime]]:
    return [(f"loan.{act}", AT + timedelta(minutes=i)) for i, act in enumerate(acts)]


def faults(*, nodes: tuple[Node, ...] = LOAN.nodes, edges: tuple[Edge, ...] = LOAN.edges) -> list[str]:
    return [fault.en for fault in check_flow(replace(LOAN, nodes=nodes, edges=edges))]


def without(source: str, target: str) -> tuple[Edge, ...]:
    return tuple(edge for edge in LOAN.edges if (edge.source, edge.target) != (source, target))


# ---- a sound flow ----


def test_check_flow_finds_nothing_in_a_sound_flow() -> None:
    assert faults() == []


def test_check_flow_wants_one_start() -> None:
    second = Node("again", "start", Text("再来", "Again"))
    assert faults(nodes=(*LOAN.nodes, second), edges=(*LOAN.edges, Edge("again", "ask"))) == [
        "A flow has one start; this has 2"
    ]


def test_check_flow_lets_nothing_lead_to_the_start() -> None:
    edges = (*without("renew", "due"), Edge("renew", "start"))
    assert faults(edges=edges) == ["No edge may lead to the start: start"]


def test_check_flow_names_a_code_used_twice() -> None:
    assert faults(nodes=(*LOAN.nodes, LOAN.node("ask"))) == ["A node's code appears twice: ask"]


def test_check_flow_names_a_dangling_edge() -> None:
    assert faults(edges=(*LOAN.edges, Edge("lend", "nowhere"))) == ["An edge names a node that does not exist: nowhere"]


def test_check_flow_names_a_double_edge() -> None:
    assert faults(edges=(*LOAN.edges, Edge("ask", "check"))) == ["An edge appears twice: ask to check"]


def test_check_flow_wants_two_labelled_exits_of_a_decision() -> None:
    unlabelled = tuple(replace(edge, label=Text("", "")) if edge.target == "lend" else edge for edge in LOAN.edges)
    same = tuple(replace(edge, label=Text("同", "Same")) if edge.source == "due" else edge for edge in LOAN.edges)
    sentence = "A decision has two or more exits, each with its own label: "
    assert faults(edges=unlabelled) == [sentence + "approved"]
    assert faults(edges=same) == [sentence + "due"]


def test_check_flow_wants_one_exit_of_a_task_and_none_of_an_end() -> None:
    assert faults(edges=(*LOAN.edges, Edge("ask", "lend"))) == ["A node has exactly one exit: ask"]
    assert faults(edges=(*LOAN.edges, Edge("refused", "ask"))) == ["An end has no exit: refused"]


def test_check_flow_names_what_leads_nowhere_and_what_nothing_leads_to() -> None:
    loop = (*without("check", "approved"), Edge("check", "ask"))
    assert faults(edges=loop) == [
        *[
            sentence
            for code in ("start", "ask", "check")
            for sentence in [f"No end follows from: {code}"]
        ],
        *[
            f"The start does not lead to: {code}"
            for code in ("approved", "lend", "renew", "due", "take_back", "returned", "refused")
        ],
    ]  # fmt: skip


# ---- from a lifecycle's table ----


def permit(**changes: object) -> Flow:
    plan = replace(Plan(path=("file_permit", "give_permit"), born=Text("起草", "Drafted")), **changes)
    return flow_of(PERMIT, plan, code="F02", title=Text("许可", "Permit"), department="office")


def test_flow_of_a_lifecycle_adds_failures_returns_and_loops() -> None:
    flow = permit()
    assert check_flow(flow) == []
    assert [(edge.source, edge.target, edge.label.en) for edge in flow.edges] == [
        ("start", "file_permit", ""),
        ("at_filed", "give_permit", "Give"),
        ("at_filed", "add_paper", "Add a paper"),
        ("at_filed", "refuse_permit", "Refuse"),
        ("at_filed", "return_permit", "Return"),
        ("file_permit", "at_filed", ""),
        ("give_permit", "end_given", ""),
        ("add_paper", "at_filed", ""),
        ("refuse_permit", "end_refused", ""),
        ("return_permit", "file_permit", ""),
    ]


def test_flow_of_a_lifecycle_takes_words_article_and_move_from_the_table() -> None:
    plan = {"risks": {"give_permit": ("R02",)}, "limits": {"give_permit": Text("三日", "Three days")}}
    assert permit(**plan).node("give_permit") == Node(
        "give_permit",
        "task",
        Text("批准", "Give"),
        role=Text("中心核验员、时刻表", "Centre verifier, Timetable"),
        limit=Text("三日", "Three days"),
        article="PLT",
        risk_points=("R02",),
        move="permit.give_permit",
    )


def test_flow_of_a_lifecycle_leaves_out_what_it_is_told_to() -> None:
    flow = permit(left_out=("add_paper", "return_permit"), silent=("refuse_permit",))
    assert [edge.target for edge in flow.exits("at_filed")] == ["give_permit", "refuse_permit"]
    assert flow.moves() == {"permit.file_permit", "permit.give_permit"}


def test_flow_of_a_lifecycle_repeats_an_act_of_the_main_way_after_it_was_done_once() -> None:
    flow = permit(path=("file_permit", "add_paper", "give_permit"), repeated=("add_paper",))
    assert check_flow(flow) == []
    assert [edge.target for edge in flow.exits("at_filed")] == ["add_paper", "refuse_permit", "return_permit"]
    assert [edge.target for edge in flow.exits("at_filed_2")][:2] == ["give_permit", "add_paper"]


def test_flow_of_a_lifecycle_refuses_a_way_that_is_none() -> None:
    with pytest.raises(ValueError, match="permit: give_permit is not lawful in given"):
        permit(path=("file_permit", "give_permit", "give_permit"))


# ---- conformance ----


def test_deviations_of_a_lawful_case_are_none() -> None:
    assert deviations(LOAN, seen("ask", "check", "lend", "renew", "renew", "take_back"), finished=True) == []
    assert deviations(LOAN, seen("ask", "check"), finished=True) == []
    assert deviations(LOAN, seen("ask")) == []


def test_deviations_name_a_skipped_node_and_what_was_seen_instead() -> None:
    (found,) = deviations(LOAN, seen("ask", "lend"))
    assert (found.kind, found.node, found.label, found.seen, found.at) == (
        "skipped",
        "check",
        Text("审查", "Check"),
        "loan.lend",
        AT + timedelta(minutes=1),
    )
    assert found.sentence == Text("“审查”没有做，就出现了“借出”。", "“Check” was skipped: “Lend” came instead.")


def test_deviations_name_every_node_of_a_gap() -> None:
    assert [(one.kind, one.node) for one in deviations(LOAN, seen("take_back"))] == [
        ("skipped", "ask"),
        ("skipped", "check"),
        ("skipped", "lend"),
    ]


def test_deviations_name_a_node_out_of_turn_once() -> None:
    (found,) = deviations(LOAN, seen("check", "ask", "lend"))
    assert (found.kind, found.node) == ("out_of_turn", "ask")
    assert found.sentence.en == "“Ask” is out of turn: it came after “Check”."


def test_deviations_name_an_act_done_again_where_the_flow_has_no_loop() -> None:
    (found,) = deviations(LOAN, seen("ask", "check", "lend", "check", "take_back"))
    assert (found.kind, found.node, found.at) == ("out_of_turn", "check", AT + timedelta(minutes=3))


def test_deviations_of_a_finished_case_name_what_its_end_misses() -> None:
    passed = seen("ask", "check", "lend")
    assert deviations(LOAN, passed) == []
    (found,) = deviations(LOAN, passed, finished=True)
    assert (found.kind, found.node, found.seen, found.at) == ("skipped", "take_back", "", None)


def test_deviations_pass_over_moves_of_other_matters() -> None:
    assert deviations(LOAN, [*seen("ask"), ("section.publish_notice", AT), *seen("check")]) == []
