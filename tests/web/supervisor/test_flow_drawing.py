"""The drawing of a flow: every step and light in it, nothing that the page's policy refuses, and a table that says the same."""

import re

import pytest
from defusedxml import ElementTree as ET
from django.utils.translation import override

from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.supervision.flows import FLOW_BY_CODE, FLOWS
from qinglian.web.supervisor.flow_drawing import finding, flow_drawing, flow_svg, lines_of

by_code = pytest.mark.parametrize("flow", FLOWS, ids=lambda flow: flow.code)
CHINESE = re.compile("[\u4e00-\u9fff]")


def texts(svg: str, style: str) -> list[str]:
    return [one.text or "" for one in ET.fromstring(svg).iter("text") if style in (one.get("class") or "").split()]


@pytest.mark.meets("Z43")
@by_code
def test_drawing_of_a_flow_shows_every_step_and_every_risk_point_with_its_word(flow: Flow) -> None:
    svg = flow_svg(flow, {f"R{n:02}": "normal" for n in range(1, 57)})
    shapes = [one.get("class") for one in ET.fromstring(svg).iter() if one.tag in ("rect", "path")]
    assert shapes.count("q-flow-task") == sum(node.kind == "task" for node in flow.nodes)
    assert shapes.count("q-flow-decision") == sum(node.kind == "decision" for node in flow.nodes)
    assert shapes.count("q-flow-line") == len(flow.edges)
    tiles = [point for node in flow.nodes for point in node.risk_points]
    assert sorted(texts(svg, "q-flow-on-normal")) == sorted(f"{point} 正常" for point in tiles)


def test_drawing_of_a_flow_turns_with_the_lights() -> None:
    svg = flow_svg(FLOW_BY_CODE["F05"], {"R20": "alarm", "R23": "attention", "R22": "overdue", "R19": "normal"})
    assert texts(svg, "q-flow-on-alarm") == ["R20 告警"]
    assert texts(svg, "q-flow-on-attention") == ["R23 注意"]
    assert texts(svg, "q-flow-on-overdue") == ["R22 逾期"]
    assert texts(svg, "q-flow-on-normal") == ["R19 正常"]
    assert texts(svg, "q-flow-on-manual") == ["R15 人工", "R21 人工"]


@by_code
def test_drawing_of_a_flow_has_no_style_and_no_script_of_its_own(flow: Flow) -> None:
    html = flow_drawing(flow, {})
    assert re.findall(r"\sstyle=|<style|<script|\son[a-z]+=|\sfill=|\sstroke=", html) == []


@by_code
def test_drawing_of_a_flow_speaks_english_to_english_readers(flow: Flow) -> None:
    with override("en"):
        assert CHINESE.findall(flow_drawing(flow, {"R01": "alarm"})) == []


def test_drawing_of_a_flow_says_in_words_what_follows_each_step() -> None:
    html = flow_drawing(FLOW_BY_CODE["F10"], {"R38": "attention"})
    rows = re.findall(r"<tr>.*?</tr>", html.split("<tbody>")[1], re.DOTALL)
    plain = [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in rows]
    assert plain == [
        "1 提出异议 — — — — → 2",
        "2 待答复 — — — — 答复异议 → 3；撤回异议 → 4",
        "3 答复异议 招标经办人、招标复核人 三日内 条例第五十四条 R38 注意 → 5",
        "4 撤回异议 投标人 — 条例第五十四条 — → 6",
        "5 已答复 — — — — —",
        "6 已撤回 — — — — —",
    ]


def test_finding_of_a_flow_names_what_is_not_calm() -> None:
    flow = FLOW_BY_CODE["F10"]
    assert finding(flow, {}).zh == "2 个步骤，1 个风险点，没有告警。"
    assert finding(flow, {"R38": "alarm", "R01": "alarm"}).zh == "2 个步骤，1 个风险点，其中须处理：R38（告警）。"


def test_lines_of_words_keep_marks_and_latin_words_whole() -> None:
    assert lines_of("公开询价，不少于三家", width=72, most=3) == ["公开询价，", "不少于三家"]
    assert lines_of("Fifteen days before the deadline", width=120, most=3) == ["Fifteen days", "before the", "deadline"]
    assert lines_of("一二三四五六七八", width=43, most=2) == ["一二三", "四五…"]
