"""Layout and BPMN files of the 20 key matters: nothing covers anything, and strangers' programs open them."""

import io
from collections import Counter
from itertools import combinations, pairwise

import pytest
from defusedxml import ElementTree as ET
from SpiffWorkflow.bpmn.parser import BpmnParser, BpmnValidator

from qinglian.domain.integrity.flows.bpmn import BOUNDS, DIAGRAM, ELEMENTS, MODEL, WAYS, XSI, bpmn_of
from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.integrity.flows.layout import Layout, Place, laid_out, layers_of, loops_of
from qinglian.domain.supervision.flows import FLOW_BY_CODE, FLOWS

by_code = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.code)
NAMES = {"m": MODEL, "b": DIAGRAM, "dc": BOUNDS, "di": WAYS}
Line = tuple[tuple[int, int], tuple[int, int]]


def lines(layout: Layout) -> list[tuple[str, str, Line]]:
    return [(route.edge.source, route.edge.target, line) for route in layout.routes for line in pairwise(route.points)]


def covers(place: Place, line: Line) -> bool:
    """Whether a line runs through the inside of a box."""
    (x1, y1), (x2, y2) = line
    across = min(x1, x2) < place.x + place.width and max(x1, x2) > place.x
    return across and min(y1, y2) < place.foot and max(y1, y2) > place.y


def overlap(one: Line, other: Line) -> bool:
    """Whether two lines lie on each other for more than a point."""
    for axis in (0, 1):
        along = 1 - axis
        if len({point[axis] for line in (one, other) for point in line}) == 1:
            low = max(min(point[along] for point in line) for line in (one, other))
            high = min(max(point[along] for point in line) for line in (one, other))
            return low < high
    return False


# ---- layout ----


@by_code
def test_layout_of_a_flow_has_whole_pixels_and_room_for_everything(flow: Flow) -> None:
    layout = laid_out(flow)
    points = [point for route in layout.routes for point in route.points]
    assert all(type(number) is int for point in points for number in point)
    assert all(0 < x < layout.width and 0 < y < layout.height for x, y in points)
    assert set(layout.places) == {node.code for node in flow.nodes}


@by_code
def test_layout_of_a_flow_puts_no_two_boxes_on_each_other(flow: Flow) -> None:
    places = laid_out(flow).places.values()
    assert [(a.code, b.code) for a, b in combinations(places, 2) if covers(a, ((b.x, b.y), (b.x + b.width, b.foot)))] == []  # fmt: skip


@by_code
def test_layout_of_a_flow_keeps_every_task_in_its_roles_lane(flow: Flow) -> None:
    layout = laid_out(flow)
    assert [lane.role for lane in layout.lanes] == list(dict.fromkeys(lane.role for lane in layout.lanes))
    for node in flow.nodes:
        place = layout.places[node.code]
        lane = layout.lanes[place.lane]
        assert lane.x <= place.x
        assert place.x + place.width <= lane.x + lane.width
        assert node.kind != "task" or lane.role == node.role


@by_code
def test_layout_of_a_flow_leads_edges_at_right_angles_from_foot_to_top(flow: Flow) -> None:
    layout = laid_out(flow)
    for route in layout.routes:
        source, target = layout.places[route.edge.source], layout.places[route.edge.target]
        assert route.points[0] == (source.middle, source.foot)
        assert route.points[-1][1] == target.y
        assert target.x < route.points[-1][0] < target.x + target.width
        assert all(x1 == x2 or y1 == y2 for (x1, y1), (x2, y2) in pairwise(route.points))


@by_code
def test_layout_of_a_flow_leads_no_edge_through_a_box(flow: Flow) -> None:
    layout = laid_out(flow)
    through = [(s, t, place.code) for s, t, line in lines(layout) for place in layout.places.values() if covers(place, line)]  # fmt: skip
    assert through == []


@by_code
def test_layout_of_a_flow_lays_no_edge_on_another_of_other_ends(flow: Flow) -> None:
    """Edges out of one node share their first piece, edges into one node their last; no others touch along a line."""
    laid = [
        (a[:2], b[:2])
        for a, b in combinations(lines(laid_out(flow)), 2)
        if a[0] != b[0] and a[1] != b[1] and overlap(a[2], b[2])
    ]
    assert laid == []


def test_layers_of_a_flow_follow_the_longest_way_and_loops_lead_back() -> None:
    flow = FLOW_BY_CODE["F18"]
    layer = layers_of(flow)
    assert [layer[code] for code in ("start", "ask_room", "assign_room", "room_free", "offer_times", "check_room", "room_used")] == [0, 1, 2, 3, 4, 4, 8]  # fmt: skip
    assert [(edge.source, edge.target) for edge in loops_of(flow)] == [("offer_times", "ask_room")]


# ---- BPMN ----


@pytest.mark.meets("Z43")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@by_code
def test_bpmn_of_a_flow_is_valid_and_opens_in_a_standard_parser(flow: Flow, language: str) -> None:
    """SpiffWorkflow checks against the standard's BPMN20.xsd and then builds the process from it."""
    parser = BpmnParser(validator=BpmnValidator())
    parser.add_bpmn_io(io.BytesIO(bpmn_of(flow, language)), f"{flow.code}.bpmn")
    spec = parser.get_spec(flow.code)
    assert spec.description == flow.title.said_in(language)
    opened = {name.removeprefix(f"{flow.code}_") for name in spec.task_specs}
    assert {node.code for node in flow.nodes} <= opened


@by_code
def test_bpmn_of_a_flow_says_every_node_edge_and_lane(flow: Flow) -> None:
    root = ET.fromstring(bpmn_of(flow, "zh-hans"))
    process = root.find("m:process", NAMES)
    kinds = Counter(node.kind for node in flow.nodes)
    for kind, element in ELEMENTS.items():
        assert len(process.findall(f"m:{element}", NAMES)) == kinds[kind]
    ways = [(one.get("sourceRef"), one.get("targetRef"), one.get("name")) for one in process.findall("m:sequenceFlow", NAMES)]  # fmt: skip
    assert ways == [(f"{flow.code}_{edge.source}", f"{flow.code}_{edge.target}", edge.label.zh or None) for edge in flow.edges]  # fmt: skip
    inside = [ref.text for ref in process.iterfind("m:laneSet/m:lane/m:flowNodeRef", NAMES)]
    assert sorted(inside) == sorted(f"{flow.code}_{node.code}" for node in flow.nodes)
    roles = {node.role.zh for node in flow.nodes if node.kind == "task"}
    assert {lane.get("name") for lane in process.iterfind("m:laneSet/m:lane", NAMES)} == roles


@by_code
def test_bpmn_of_a_flow_draws_every_element_once_and_names_each_id_once(flow: Flow) -> None:
    root = ET.fromstring(bpmn_of(flow, "en"))
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    drawn = Counter(shape.get("bpmnElement") for shape in root.iterfind(".//b:BPMNShape", NAMES))
    lanes = [lane.get("id") for lane in root.iterfind(".//m:lane", NAMES)]
    assert drawn == Counter([f"{flow.code}_pool", *lanes, *(f"{flow.code}_{node.code}" for node in flow.nodes)])
    ways = Counter(way.get("bpmnElement") for way in root.iterfind(".//b:BPMNEdge", NAMES))
    assert ways == Counter(one.get("id") for one in root.iterfind(".//m:sequenceFlow", NAMES))


@by_code
def test_bpmn_of_a_flow_gives_every_exit_of_a_gateway_but_one_a_condition(flow: Flow) -> None:
    root = ET.fromstring(bpmn_of(flow, "en"))
    defaults = {gateway.get("default") for gateway in root.iterfind(".//m:exclusiveGateway", NAMES)}
    conditions = {way.get("id"): way.find("m:conditionExpression", NAMES) for way in root.iterfind(".//m:sequenceFlow", NAMES)}  # fmt: skip
    gateways = {f"{flow.code}_{node.code}" for node in flow.nodes if node.kind == "decision"}
    for way in root.iterfind(".//m:sequenceFlow", NAMES):
        wants = way.get("sourceRef") in gateways and way.get("id") not in defaults
        assert (conditions[way.get("id")] is not None) is wants
    assert {one.get(f"{{{XSI}}}type") for one in conditions.values() if one is not None} <= {"bpmn:tFormalExpression"}


def test_bpmn_of_a_flow_writes_limit_article_risk_points_and_move_as_documentation() -> None:
    root = ET.fromstring(bpmn_of(FLOW_BY_CODE["F09"], "zh-hans"))
    (notes,) = (one.find("m:documentation", NAMES).text for one in root.iterfind(".//m:userTask", NAMES) if one.get("id") == "F09_publish_candidates")  # fmt: skip
    assert (
        notes
        == "limit: 收到评标报告三日内，公示不少于三日\narticle: REG 54\nrisk points: R36 R39\nmove: section.publish_candidates"
    )


def test_bpmn_of_a_flow_is_the_same_every_time() -> None:
    assert bpmn_of(FLOW_BY_CODE["F04"], "en") == bpmn_of(FLOW_BY_CODE["F04"], "en")
    assert bpmn_of(FLOW_BY_CODE["F04"], "en") != bpmn_of(FLOW_BY_CODE["F04"], "zh-hans")
