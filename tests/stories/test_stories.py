"""The stories are played for real."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.conf import settings

from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import ZipSource
from qinglian.jobs.timetable import refresh_policy
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from qinglian.record.models import Fact
from tests.stories import acts_award, register
from tests.stories.acts import Played, outcomes
from tests.stories.cast import Cast, gather
from tests.stories.lives import (
    attempts,
    failed_tender,
    late_bid,
    objection_upheld,
    open_tender,
    postponed,
    replaced_expert,
    unopenable_bid,
    unreleased_lock,
)
from tests.stories.stage import Stage
from tests.stories.telling import Telling

START = datetime(2026, 7, 6, 9, 0, tzinfo=CHINA)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stage() -> Iterator[Stage]:
    """This will set up an installation at the stories' first day."""
    make_keys()
    with Stage(START).open() as stage:
        stage.settle()
        yield stage


@pytest.fixture
def cast(stage: Stage) -> Cast:
    """This will gather the cast."""
    return gather(stage)


def test_open_tender_is_read_out_awarded_and_disclosed(stage: Stage, cast: Cast) -> None:
    told, played = open_tender.play(stage, cast)
    assert played.state == "awarded"
    assert [row[1:] for row in outcomes(played)] == [
        ("江城云帆建设有限公司", "16,984,000.00", "已唱标"),
        ("江城青石建工有限公司", "17,120,500.00", "已唱标"),
        ("江城楚岸市政工程有限公司", "17,059,000.00", "已唱标"),
    ]
    assert refusals(told) == ["`objection_suspends`，依据 REG 54"]
    standing = acts_award.standing(stage, played)
    assert [row["name"] for row in standing["candidates"]] == list(open_tender.PRICES)
    assert (standing["award"]["number"], standing["award"]["rank"], standing["award"]["cause"]) == (1, 1, "")
    assert steps(stage, played) == {17: "ok", 18: "ok", 19: "ok"}

    assert stage.get(f"/experts/draws/{played.code}/1")[0]["state"] == "disclosed"
    facts = [row.fact for row in Fact.objects.filter(subject=f"tender:{played.code}")]
    (panel,) = [fact["body"]["panel"] for fact in facts if fact["kind"] == "panel-disclosed/v1"]
    assert (len(panel), {row["name"] for row in panel} <= set(register.NAMES)) == (4, True)
    sheets = [fact["body"] for fact in facts if fact["kind"] == "sheet-locked/v1"]
    assert [row["sheet"]["document"]["kind"] for row in sheets] == ["review"] * 5 + ["technical"] * 5 + ["business"] * 5


def test_failed_tender_tells_no_number(stage: Stage, cast: Cast) -> None:
    told, played = failed_tender.play(stage, cast)
    assert played.state == "failed"
    assert refusals(told) == ["`opening_in_order`，依据 ZTB 36"]
    assert "2 家" not in told.page()


def test_unopenable_bid_is_its_bidders_fault(stage: Stage, cast: Cast) -> None:
    _, played = unopenable_bid.play(stage, cast)
    assert played.state == "recorded"
    assert [row[3].split("（")[0] for row in outcomes(played)] == ["已唱标"] * 3 + [
        "份额与承诺一致，但合不出清单写明的密钥"
    ]


def test_unreleased_lock_is_treated_as_revoked(stage: Stage, cast: Cast) -> None:
    _, played = unreleased_lock.play(stage, cast)
    assert played.state == "recorded"
    assert [row[3].split("（")[0] for row in outcomes(played)] == ["已唱标"] * 3 + [
        "投标人在解密时限内没有交出自己的密钥"
    ]


def test_postponed_wants_fifteen_days_and_new_seals(stage: Stage, cast: Cast) -> None:
    told, played = postponed.play(stage, cast)
    assert played.state == "bidding"
    assert refusals(told) == ["`postpone_when_late`，依据 REG 21", "`bid_fits_notice`，依据 ZTB 23"]


def test_late_bid_is_refused_and_leaves_no_trace(stage: Stage, cast: Cast) -> None:
    told, played = late_bid.play(stage, cast)
    assert played.state == "recorded"
    assert refusals(told) == ["`late_bid_refused`，依据 ZTB 28; REG 36"]
    assert [row[1] for row in outcomes(played)] == [late_bid.NAMES[1], late_bid.NAMES[2], late_bid.NAMES[0]]


def test_attempts_are_refused_or_come_to_light(stage: Stage, cast: Cast) -> None:
    told, played = attempts.play(stage, cast)
    assert refusals(told) == [
        "`min_bid_period_days`，依据 ZTB 24",
        "`notice.approve_notice`，依据 REG 15",
        "`bid_counts_once`，依据 PLT",
        "`opening_in_order`，依据 ZTB 36",
    ]
    assert [row[3].split("（")[0] for row in outcomes(played)] == [
        "已唱标",
        "文件内部写的是另一个标段、分区或者投标人",
        "已唱标",
        "已唱标",
    ]


def test_replaced_expert_leaves_no_sheet_and_the_next_reviews_anew(stage: Stage, cast: Cast) -> None:
    _, played = replaced_expert.play(stage, cast)
    result = acts_award.standing(stage, played)["result"]
    assert [row["number"] for row in result["ranking"]] == [1, 2, 3]
    assert [(row["number"], row["ground"]) for row in result["rejected"]] == [(4, "not_sealed_or_signed")]
    facts = [row.fact for row in Fact.objects.filter(subject=f"tender:{played.code}")]
    (replaced,) = [fact["body"] for fact in facts if fact["kind"] == "member-replaced/v1"]
    assert (replaced["seat"], replaced["by_seat"]) == (4, 6)
    assert steps(stage, played) == {17: "ok", 18: "ok", 19: "ok"}


def test_objection_upheld_passes_rank_one_over_for_a_cause(stage: Stage, cast: Cast) -> None:
    told, played = objection_upheld.play(stage, cast)
    assert refusals(told) == ["`tender_on_hold`，依据 REG 22; REG 62", "`first_ranked_wins`，依据 REG 55"]
    award = acts_award.standing(stage, played)["award"]
    assert (award["number"], award["rank"], award["cause"]) == (2, 2, "unlawful_act")
    assert steps(stage, played) == {17: "ok", 18: "ok", 19: "ok"}


def steps(stage: Stage, played: Played) -> dict[int, str]:
    """This will verify the tender's pack and return the outcomes of the steps on evaluation, draw and award; nothing else may be found."""
    refresh_policy(stage.now)
    with TemporaryDirectory() as folder:
        pack = Path(folder, "pack.zip")
        pack.write_bytes(stage.fetch(f"/log/pack/{played.code}.zip"))
        report = verify(ZipSource(pack), Wanted(), policy=Path(settings.QINGLIAN_POLICY).read_bytes())
    assert report.findings == []
    return {step.number: step.outcome for step in report.steps if step.number in (17, 18, 19)}


def refusals(told: Telling) -> list[str]:
    """This will list the refusals that a telling quotes, as `rule, article`."""
    return [line.removeprefix("> 规则 ") for line in told.lines if line.startswith("> 规则")]
