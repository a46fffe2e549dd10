"""An expert leaves in the middle of an evaluation and the next of the ranking reviews anew. That is lawful: the watches tell of the
replacement and of nothing else, and what is really amiss after it is still told."""

from datetime import datetime, timedelta

import pytest

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import Member, Sheet
from qinglian.domain.experts.models import Call
from qinglian.domain.supervision.actions import run_watches
from qinglian.domain.supervision.models import RiskWarning, WatchRun
from qinglian.domain.supervision.watches import WATCHERS
from qinglian.domain.supervision.watches.after import AFTER
from qinglian.record.clock import CHINA
from qinglian.record.keys import make_keys
from qinglian.record.models import Fact
from tests.factories import contracts, evaluation, panels, replacing, watched
from tests.factories.evaluation import AT
from tests.stories.cast import gather
from tests.stories.lives import replaced_expert
from tests.stories.stage import Stage

pytestmark = pytest.mark.django_db
REPLACEMENT = {"late_recusals", "members_replaced"}  # what a replacement is to be told by
OF_THE_CASE = (*(code for code in AFTER if code not in ("archive_whole", "backups", "log_alive")), "flow_conformance")
OF_THE_INSTALLATION = {
    "archive_whole",
    "backups",
    "log_alive",
    "roster_changes",
}  # on stage nobody backs up, and experts come on one day
LATER = AT + timedelta(hours=3)


def told(at: datetime = AT) -> set[str]:
    """This will return which watches of a case find something."""
    return {code for code in OF_THE_CASE if WATCHERS[code](at)}


# ---- lawful lives ----


class WatchedStage(Stage):
    """A stage on which every watch asks each time that the clock moves."""

    def forward(self, **amount: float) -> datetime:
        now = super().forward(**amount)
        run_watches(at=now)
        return now


@pytest.mark.django_db(transaction=True)
def test_run_watches_through_the_story_of_a_replaced_expert_opens_warnings_of_the_replacement_alone() -> None:
    make_keys()
    with WatchedStage(datetime(2026, 7, 6, 9, 0, tzinfo=CHINA)).open() as stage:
        stage.settle()
        replaced_expert.play(stage, gather(stage))
        run_watches(at=stage.now)
    opened = RiskWarning.objects.exclude(watch__in=OF_THE_INSTALLATION)
    assert set(opened.values_list("watch", "level")) == {(code, "yellow") for code in REPLACEMENT}
    assert list(WatchRun.objects.exclude(failure="").values_list("watch", "failure")) == []


def review(table: evaluation.Table, *, against: tuple[int, ...] = ()) -> None:
    """This will let everybody review; these seats find bid 3 unqualified."""
    for seat in table.keys:
        rows = evaluation.review_rows(table, {"3": "unqualified"} if seat in against else None)
        replacing.lock(table, seat, rows)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()


def alike(table: evaluation.Table) -> evaluation.Rows:
    """This will fill the score sheet that is due as every member does here: all bids alike, so that no score lies far off."""
    rows = evaluation.score_rows(table, table.session.state, seat=1)
    return dict.fromkeys(rows, next(iter(rows.values())))


def score(table: evaluation.Table, *seats: int) -> None:
    """This will let these members read and lock the sheet that is due."""
    for seat in seats:
        watched.read_all(table, seat)
        replacing.lock(table, seat, alike(table))


def score_all(table: evaluation.Table) -> None:
    """This will let everybody who has not yet score up to the summary."""
    while table.session.state in ("technical", "business"):
        done = Sheet.objects.filter(kind=table.session.state, locked_at__isnull=False)
        seats = set(done.values_list("member__seat", flat=True))
        score(table, *(seat for seat in table.keys if seat not in seats))
        assert actions.advance_session(table.session, at=AT)
        table.refresh()


@pytest.mark.parametrize("against", [(), (1, 2, 3)], ids=["same_bids", "scores_voided"])
@pytest.mark.parametrize("stage", ["review", "technical", "business"])
def test_a_member_replaced_in_any_stage_is_told_by_the_replacement_alone_to_the_award(stage: str, against: tuple[int, ...]) -> None:  # fmt: skip
    panel = panels.drawn()
    table = evaluation.reviewing(evaluation.unsealed(panel.table))
    if stage != "review":
        review(table, against=against)
        score(table, *(table.keys if stage == "business" else (1, 2, 3)))
    if stage == "business":
        assert actions.advance_session(table.session, at=AT)
        table.refresh()
        score(table, 1, 2)
    panels.succeeded(panel, 2, 6)
    assert told() == REPLACEMENT
    if stage == "review":
        review(table, against=against)
    else:
        replacing.lock_alone(table, 6)
    assert Fact.objects.filter(kind="scores-voided/v1").exists() is (stage != "review" and bool(against))
    assert told() == REPLACEMENT
    score_all(table)
    evaluation.finished(table)
    assert told() == REPLACEMENT
    contracts.publicised(table)
    panels.awarded(panel)
    assert told(contracts.AFTER) == REPLACEMENT


# ---- what is amiss all the same: sheets ----


def voided() -> evaluation.Table:
    """This will bring bid 3 back after seats 1, 2 and 4 had scored the others, seat 2 being replaced: their scores are void."""
    table = replacing.divided(replacing.with_next_leaf(evaluation.reviewing()))
    score(table, 1, 2, 4)
    replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    assert Fact.objects.filter(kind="scores-voided/v1").count() == 1
    assert watched.watched("sheets_kept", AT) == []
    return table


def differing() -> str:
    """This will return what the watch of the sheets says."""
    return watched.only("sheets_kept", AT).words.en


def test_sheets_kept_is_red_for_a_voided_sheet_that_an_insider_puts_back() -> None:
    voided()
    old = Fact.objects.get(kind="sheet-locked/v1", fact__body__seat=1, fact__body__sheet_kind="technical")
    Sheet.objects.filter(member__seat=1, kind="technical").update(signed=old.fact["body"]["sheet"], locked_at=AT)
    assert differing() == "Sheets that differ from the log: 1; wrongly void or wrongly counted: 0 (seats 1)."


def test_sheets_kept_is_red_for_a_sheet_changed_or_taken_away_after_the_scores_were_made_anew() -> None:
    table = voided()
    score(table, 1, 4)
    assert watched.watched("sheets_kept", AT) == []
    sheet = Sheet.objects.get(member__seat=1, kind="technical")
    Sheet.objects.filter(pk=sheet.pk).update(signed=(sheet.signed or {}) | {"signature": "AAAA"})
    Sheet.objects.filter(member__seat=4, kind="technical").update(signed=None, locked_at=None)
    assert differing() == "Sheets that differ from the log: 2; wrongly void or wrongly counted: 0 (seats 1, 4)."


def test_sheets_kept_is_red_for_a_review_or_a_replaced_members_sheet_changed_under_cover_of_the_voiding() -> None:
    voided()
    for seat, kind in ((3, "review"), (2, "technical")):
        sheet = Sheet.objects.get(member__seat=seat, kind=kind)
        Sheet.objects.filter(pk=sheet.pk).update(signed=(sheet.signed or {}) | {"signature": "AAAA"})
    assert differing() == "Sheets that differ from the log: 2; wrongly void or wrongly counted: 0 (seats 2, 3)."


def test_sheets_kept_is_red_for_scores_voided_without_the_fact() -> None:
    voided()
    Fact.objects.filter(kind="scores-voided/v1").update(kind="moved-away/v1")
    assert differing() == "Sheets that differ from the log: 2; wrongly void or wrongly counted: 0 (seats 1, 4)."


def test_sheets_kept_gives_a_successor_two_hours_from_its_seat_and_from_its_review() -> None:
    table = replacing.with_next_leaf(watched.reviewed(evaluation.opened()))
    score(table, 1, 2, 3, 4, 5)
    replacing.succeeded(table, 2, 6)
    Member.objects.filter(seat=6).update(seated_at=LATER)  # the others' sheets have been locked for three hours
    assert watched.watched("sheets_kept", LATER + timedelta(minutes=119)) == []
    assert watched.watched("sheets_kept", LATER + timedelta(minutes=121)) == [("yellow", "1")]
    replacing.lock_alone(table, 6)
    Sheet.objects.filter(member__seat=6).update(locked_at=LATER + timedelta(hours=2))
    assert watched.watched("sheets_kept", LATER + timedelta(minutes=239)) == []
    assert watched.watched("sheets_kept", LATER + timedelta(minutes=241)) == [("yellow", "1")]


# ---- what is amiss all the same: the flow ----


@pytest.mark.parametrize(("kind", "label"), [("blind-codes-revealed/v1", "技术评分结束"), ("review-started/v1", "开始初步评审")])  # fmt: skip
def test_flow_conformance_names_a_step_that_never_was_in_a_session_that_went_back(kind: str, label: str) -> None:
    table = replacing.with_next_leaf(watched.reviewed(evaluation.opened()))
    evaluation.lock_all(table, "technical")
    replacing.succeeded(table, 2, 6)
    replacing.lock_alone(table, 6)
    score_all(table)
    evaluation.finished(table)
    mine = [one for one in WATCHERS["flow_conformance"](AT) if "/F08/" in one.subject]
    assert mine == []
    Fact.objects.filter(kind=kind).update(kind="moved-away/v1")
    (found,) = [one for one in WATCHERS["flow_conformance"](AT) if "/F08/" in one.subject]
    assert label in found.words.zh
    assert Call.objects.filter(state="recused").count() == 1
