"""Keys for a session: who still has to give them, bidders with a lock of their own included, and when the files open."""

from datetime import timedelta

import pytest

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import EvaluatedBid
from qinglian.trust.session import SESSION_COMPARTMENTS
from tests.factories import evaluation
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db


def guardians_release(table: evaluation.Table) -> None:
    for group in ("supervision", "trade"):
        for compartment in SESSION_COMPARTMENTS:
            signed = evaluation.release_of(table, table.room.holders[group][0], compartment)
            actions.release_to_session(table.session, signed, at=AT)


def failed(table: evaluation.Table) -> list[str]:
    return list(EvaluatedBid.objects.filter(session=table.session).order_by("number").values_list("failed", flat=True))


def test_unseal_files_opens_bids_whose_bidders_released_their_own_locks() -> None:
    table = evaluation.opened(mode="G+B")
    guardians_release(table)
    for bidder in table.room.bidders:
        assert not actions.unseal_files(table.refresh(), at=AT)
        for compartment in SESSION_COMPARTMENTS:
            actions.release_to_session(table.session, evaluation.lock_of(table, bidder, compartment), at=AT)
    assert actions.unseal_files(table.refresh(), at=AT)
    assert failed(table) == ["", "", ""]


def test_unseal_files_waits_for_both_compartments_of_a_bidder() -> None:
    table = evaluation.opened(mode="G+B")
    guardians_release(table)
    for bidder in table.room.bidders:
        actions.release_to_session(table.session, evaluation.lock_of(table, bidder, "business"), at=AT)
    assert not actions.unseal_files(table.refresh(), at=AT)


def test_unseal_files_goes_on_without_a_bidder_whose_window_is_over() -> None:
    table = evaluation.opened(mode="G+B")
    guardians_release(table)
    for bidder in table.room.bidders[1:]:
        for compartment in SESSION_COMPARTMENTS:
            actions.release_to_session(table.session, evaluation.lock_of(table, bidder, compartment), at=AT)
    notice = table.session.section.notice
    assert notice is not None
    window = timedelta(minutes=notice.decrypt_window_minutes)
    assert not actions.unseal_files(table.refresh(), at=AT + window - timedelta(seconds=1))
    assert actions.unseal_files(table.refresh(), at=AT + window)
    assert [bool(reason) for reason in failed(table)] == [True, False, False]
