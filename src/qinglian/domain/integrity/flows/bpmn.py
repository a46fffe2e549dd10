"""A flow as a BPMN 2.0 file (OMG formal/2011-01-03, ISO 19510): elements, lanes, and the diagram from the same layout as the drawing."""

from math import isqrt
from xml.etree import ElementTree as ET  # we write with it; what is read goes through defusedxml

from qinglian.domain.integrity.flows.flow import Edge, Flow, Node
from qinglian.domain.integrity.flows.layout import HEIGHTS, PORT, Layout, Place, Route, laid_out

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
DIAGRAM = "http://www.omg.org/spec/BPMN/20100524/DI"
BOUNDS = "http://www.omg.org/spec/DD/20100524/DC"
WAYS = "http://www.omg.org/spec/DD/20100524/DI"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
TARGET = "https://qinglian.example/flows"
ELEMENTS = {"start": "startEvent", "task": "userTask", "decision": "exclusiveGateway", "end": "endEvent"}
POOL_HEAD = 30  # a viewer writes the pool's name there
LABEL_WIDTH, LABEL_HEIGHT, LABEL_GAP = 68, 28, 6

for prefix, uri in (("bpmn", MODEL), ("bpmndi", DIAGRAM), ("dc", BOUNDS), ("di", WAYS), ("xsi", XSI)):
    ET.register_namespace(prefix, uri)


def bpmn_of(flow: Flow, language: str) -> bytes:
    """This will write the flow as BPMN 2.0 XML (UTF-8) in a language; the same flow always gives the same bytes."""
    layout = laid_out(flow)
    root = ET.Element(_model("definitions"), {"id": f"{flow.code}_definitions", "targetNamespace": TARGET, "exporter": "Qinglian"})  # fmt: skip
    collaboration = ET.SubElement(root, _model("collaboration"), {"id": f"{flow.code}_collaboration"})
    pool = {"id": f"{flow.code}_pool", "name": flow.title.said_in(language), "processRef": flow.code}
    ET.SubElement(collaboration, _model("participant"), pool)
    process = {"id": flow.code, "name": flow.title.said_in(language), "isExecutable": "true"}
    _fill_process(ET.SubElement(root, _model("process"), process), flow, layout, language)
    _fill_diagram(root, flow, layout)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _fill_process(process: ET.Element, flow: Flow, layout: Layout, language: str) -> None:
    lanes = ET.SubElement(process, _model("laneSet"), {"id": f"{flow.code}_lanes"})
    for number, lane in enumerate(layout.lanes):
        element = ET.SubElement(lanes, _model("lane"), {"id": _lane_id(flow, number), "name": lane.role.said_in(language)})  # fmt: skip
        for node in flow.nodes:
            if layout.places[node.code].lane == number:
                ET.SubElement(element, _model("flowNodeRef")).text = _id(flow, node.code)
    for node in flow.nodes:
        _add_node(process, flow, node, language)
    for edge in flow.edges:
        _add_edge(process, flow, edge, language)


def _add_node(process: ET.Element, flow: Flow, node: Node, language: str) -> None:
    """What a viewer has no element for (time limit, article, risk points, move) stands in the documentation, one line each."""
    given = {"id": _id(flow, node.code), "name": node.label.said_in(language)}
    exits = flow.exits(node.code)
    if node.kind == "decision":
        given["default"] = _edge_id(flow, exits[0])
    element = ET.SubElement(process, _model(ELEMENTS[node.kind]), given)
    notes = {"limit": node.limit.said_in(language), "article": node.article, "risk points": " ".join(node.risk_points), "move": node.move}  # fmt: skip
    told = [f"{name}: {value}" for name, value in notes.items() if value]
    if told:
        ET.SubElement(element, _model("documentation")).text = "\n".join(told)
    for edge in (edge for edge in flow.edges if edge.target == node.code):
        ET.SubElement(element, _model("incoming")).text = _edge_id(flow, edge)
    for edge in exits:
        ET.SubElement(element, _model("outgoing")).text = _edge_id(flow, edge)


def _add_edge(process: ET.Element, flow: Flow, edge: Edge, language: str) -> None:
    """Every exit of a gateway but its default has a condition: that this is what comes next."""
    given = {"id": _edge_id(flow, edge), "sourceRef": _id(flow, edge.source), "targetRef": _id(flow, edge.target)}
    if edge.label.zh:
        given["name"] = edge.label.said_in(language)
    element = ET.SubElement(process, _model("sequenceFlow"), given)
    source = flow.node(edge.source)
    if source.kind == "decision" and edge != flow.exits(edge.source)[0]:
        kind = {f"{{{XSI}}}type": "bpmn:tFormalExpression"}
        ET.SubElement(element, _model("conditionExpression"), kind).text = f"next == '{edge.target}'"


def _fill_diagram(root: ET.Element, flow: Flow, layout: Layout) -> None:
    diagram = ET.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": f"{flow.code}_diagram"})
    plane = ET.SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": f"{flow.code}_plane", "bpmnElement": f"{flow.code}_collaboration"})  # fmt: skip
    upright = {"isHorizontal": "false"}
    _add_shape(plane, f"{flow.code}_pool", (0, -POOL_HEAD, layout.width, layout.height + POOL_HEAD), **upright)
    for number, lane in enumerate(layout.lanes):
        left = 0 if number == 0 else lane.x
        right = lane.x + lane.width
        _add_shape(plane, _lane_id(flow, number), (left, 0, right - left, layout.height), **upright)
    for node in flow.nodes:
        marked = {"isMarkerVisible": "true"} if node.kind == "decision" else {}
        shape = _add_shape(plane, _id(flow, node.code), _bounds(node, layout.places[node.code]), **marked)
        if node.kind != "task":
            _add_label(shape, layout.places[node.code])
    for route in layout.routes:
        _add_way(plane, flow, route)


def _bounds(node: Node, place: Place) -> tuple[int, int, int, int]:
    """A task keeps its box; the other elements are circles and squares of the box's height."""
    if node.kind == "task":
        return place.x, place.y, place.width, place.height
    return place.middle - place.height // 2, place.y, place.height, place.height


def _add_shape(plane: ET.Element, of: str, bounds: tuple[int, int, int, int], **given: str) -> ET.Element:
    shape = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"{of}_shape", "bpmnElement": of, **given})
    _add_bounds(shape, bounds)
    return shape


def _add_label(shape: ET.Element, place: Place) -> None:
    """A circle's or a diamond's words stand right of it, where no line leaves."""
    label = ET.SubElement(shape, f"{{{DIAGRAM}}}BPMNLabel")
    left = place.middle + place.height // 2 + LABEL_GAP
    _add_bounds(label, (left, place.y + place.height // 2 - LABEL_HEIGHT // 2, LABEL_WIDTH, LABEL_HEIGHT))


def _add_bounds(element: ET.Element, bounds: tuple[int, int, int, int]) -> None:
    named = zip(("x", "y", "width", "height"), map(str, bounds), strict=True)
    ET.SubElement(element, f"{{{BOUNDS}}}Bounds", dict(named))


def _add_way(plane: ET.Element, flow: Flow, route: Route) -> None:
    of = _edge_id(flow, route.edge)
    element = ET.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"{of}_way", "bpmnElement": of})
    *corners, (x, y) = route.points
    for a, b in (*corners, (x, y + _sunk(flow, route))):
        ET.SubElement(element, f"{{{WAYS}}}waypoint", {"x": str(a), "y": str(b)})
    if route.edge.label.zh:
        left = route.label_x - LABEL_GAP - LABEL_WIDTH if route.leads_left else route.label_x + LABEL_GAP
        label = ET.SubElement(element, f"{{{DIAGRAM}}}BPMNLabel")
        _add_bounds(label, (left, route.label_y - LABEL_HEIGHT // 2, LABEL_WIDTH, LABEL_HEIGHT // 2))


def _sunk(flow: Flow, route: Route) -> int:
    """How far below its top a circle or a diamond begins where the line comes in beside its middle."""
    node = flow.node(route.edge.target)
    points = route.points
    beside = abs(points[-1][0] - points[0][0]) if len(points) == 2 else PORT
    radius = HEIGHTS[node.kind] // 2
    if node.kind == "task":
        return 0
    return beside if node.kind == "decision" else radius - isqrt(radius * radius - beside * beside)


def _id(flow: Flow, code: str) -> str:
    return f"{flow.code}_{code}"


def _edge_id(flow: Flow, edge: Edge) -> str:
    return f"{flow.code}_{edge.source}_to_{edge.target}"


def _lane_id(flow: Flow, number: int) -> str:
    return f"{flow.code}_lane_{number + 1}"


def _model(name: str) -> str:
    return f"{{{MODEL}}}{name}"
