"""A running case that leaves its flow: the skipped step is named in a warning at its risk point."""

import pytest

from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.models import RiskWarning
from qinglian.domain.supervision.watches.flows import flow_conformance
from qinglian.record.models import Fact
from tests.factories import contracts, panels

pytestmark = pytest.mark.django_db
AT = contracts.AFTER
MISSED = (
    ("notice-approved/v1", "F03", "复核通过"),
    ("opening-record-signed/v1", "F04", "签署开标记录"),
    ("release-started/v1", "F05", "开始交出密钥"),
    ("draw-roster-approved/v1", "F06", "核对名册"),
    ("review-started/v1", "F08", "开始初步评审"),
    ("candidates-published/v1", "F09", "公示"),
)


def lived() -> None:
    """This will play a tender from its notice to the award."""
    panel = panels.finished()
    contracts.publicised(panel.table)
    panels.awarded(panel)


@pytest.mark.meets("Z43")
def test_flow_conformance_finds_nothing_in_a_whole_life_and_names_each_step_taken_out_of_it() -> None:
    lived()
    assert flow_conformance(AT) == []
    for kind, flow, label in MISSED:
        fact = Fact.objects.filter(kind=kind).first()
        assert fact is not None, kind
        Fact.objects.filter(kind=kind).update(kind="moved-away/v1")
        found = [one for one in flow_conformance(AT) if f"/{flow}/" in one.subject]
        assert any(label in one.words.zh for one in found), (kind, [one.words.zh for one in found])
        Fact.objects.filter(kind="moved-away/v1").update(kind=kind)


def test_run_watches_opens_a_warning_at_the_skipped_steps_risk_point() -> None:
    lived()
    Fact.objects.filter(kind="draw-roster-approved/v1").update(kind="moved-away/v1")
    assert run_watches(at=AT, only=["flow_conformance"]) == 1
    warning = RiskWarning.objects.get()
    assert (warning.point, warning.level, "核对名册" in warning.words_zh) == ("R27", "red", True)
    assert run_watches(at=AT, only=["flow_conformance"]) == 0


def test_flow_conformance_asks_one_question(django_assert_num_queries: pytest.FixtureRequest) -> None:
    lived()
    with django_assert_num_queries(1):  # type: ignore[operator]
        flow_conformance(AT)
