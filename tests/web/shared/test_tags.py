"""Tags and filters: what a template writes and what the page then says."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import translation

from qinglian.law.text import Text
from qinglian.web.shared.figures import CHINA
from qinglian.web.shared.parts import Step, VerdictCount, steps_summary, verdict_counts, verdict_rows
from qinglian.web.shared.parts_page import SampleVerdict
from tests.clock import TestClock

HOUR = datetime(2026, 11, 25, 9, 30, tzinfo=CHINA)


def drawn(source: str, language: str = "zh-hans", **context: Any) -> str:
    with translation.override(language):
        return Template(source).render(Context(context))


def test_say_speaks_the_readers_language() -> None:
    source = '{% say "共 {n} 条" "{n} in all" n=7 %}'
    assert [drawn(source, language) for language in ("zh-hans", "en")] == ["共 7 条", "7 in all"]


def test_say_escapes_what_is_filled_in() -> None:
    assert drawn('{% say "没有“{w}”" "No {w}" w=w %}', w="<script>") == "没有“&lt;script&gt;”"
    assert drawn('{% say "甲“{w}”" "A {w}" w=w %}', w=Text("<b>", "<b>")) == "甲“&lt;b&gt;”"


def test_article_spells_each_source_and_breaks_none() -> None:
    assert drawn('{{ "ZTB 24; REG 22"|article }}') == (
        '<span class="q-nowrap">招标投标法第二十四条</span>、<span class="q-nowrap">条例第二十二条</span>'
    )


def test_moment_writes_a_facts_text_and_nothing_as_a_dash() -> None:
    written = '<time class="q-nowrap" datetime="2026-11-25T09:30:00+08:00">2026-11-25 09:30:00 星期三</time>'
    assert drawn("{{ at|moment }}", at="2026-11-25T09:30:00+08:00") == written
    assert drawn("{{ at|moment }}", at=None) == '<span class="q-nowrap">—</span>'


def test_yuan_takes_a_unit_in_both_languages() -> None:
    assert drawn('{{ fen|yuan:"unit" }}', fen=100) == '<span class="q-nowrap">1.00 元</span>'
    assert drawn('{{ fen|yuan:"unit" }}', "en", fen=100) == '<span class="q-nowrap">1.00 CNY</span>'
    assert drawn("{{ fen|wan }}", fen=None) == '<span class="q-nowrap">—</span>'


def test_chip_has_icon_word_and_colour() -> None:
    chip = drawn('{% chip "ok" "符合" "Met" %}')
    assert chip.startswith('<span class="q-chip q-chip-ok"><svg class="q-icon"')
    assert chip.endswith("符合</span>")


def test_chip_refuses_an_unknown_status() -> None:
    with pytest.raises(TemplateSyntaxError):
        drawn('{% chip "fine" "好" "Fine" %}')


@pytest.mark.parametrize(
    ("left", "state", "figure"),
    [
        (timedelta(days=6, hours=1), "running", "01:00:00"),
        (timedelta(hours=23), "urgent", "23:00:00"),
        (-timedelta(minutes=1), "passed", "已到点"),
    ],
)
def test_clock_shows_its_state_and_the_exact_moment(clock: TestClock, left: timedelta, state: str, figure: str) -> None:
    page = drawn("{% clock deadline now %}", deadline=HOUR, now=HOUR - left)
    assert f"q-clock-{state}" in page
    assert figure in page
    assert "2026-11-25 09:30:00 星期三" in page
    assert ('role="timer"' in page) == (state != "passed")


def test_clock_that_is_stopped_names_cause_and_since(clock: TestClock) -> None:
    source = '{% clock deadline now stopped_at=stopped cause="异议未答" %}'
    page = drawn(source, deadline=HOUR, now=HOUR, stopped=HOUR - timedelta(days=8))
    assert "q-clock-stopped" in page
    assert "异议未答，自 <time" in page


def test_verdicts_stand_in_their_order_with_counts() -> None:
    nothing = Text("", "")
    outcomes = ("met", "unverified", "broken", "note", "met")
    verdicts = [SampleVerdict("r", nothing, nothing, "ZTB 24", outcome) for outcome in outcomes]
    assert [row.verdict.outcome for row in verdict_rows(verdicts)] == ["broken", "note", "unverified", "met", "met"]
    assert [count.count for count in verdict_counts(verdicts)] == [2, 1, 1, 1]
    assert verdict_counts([])[1] == VerdictCount(Text("注意", "Note"), 0)


def test_steps_summary_names_the_running_step_and_the_next() -> None:
    steps = [Step(Text(name, name), state) for name, state in (("a", "done"), ("b", "now"), ("c", "ahead"))]  # type: ignore[arg-type]
    summary = steps_summary(steps)
    assert (summary.number, summary.total, summary.current.label.zh) == (2, 3, "b")
    assert summary.following is steps[2]
