"""Sessions over a real draw: the notifier finds the experts, who then sit; the award discloses both. With a representative and a dissent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import Session
from qinglian.domain.experts.actions import accept_call
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.fixing import name_of
from qinglian.jobs.notifier.rounds import turn
from qinglian.jobs.notifier.store import Book
from tests.factories import bids, contracts, evaluation, experts, replacing
from tests.factories.evaluation import AT
from tests.factories.experts import Hall
from tests.factories.record import sequence_all

DISSENT = "三号投标的工期计划我认为偏紧，其余同意。"


@dataclass
class Panel:
    """One draw and the session of those who accepted."""

    hall: Hall
    table: evaluation.Table

    def book(self) -> Book:
        """This will return the notifier's book of the draw."""
        found = store.load(name_of(self.hall.draw))
        assert found is not None
        return found

    def people(self, *states: str) -> list[dict[str, str]]:
        """This will return who was called and is in one of these states, in the order of the calls."""
        rows = self.book().rows
        return [rows[call.leaf.leaf] for call in self.hall.calls() if call.state in states]


def drawn(where: bids.Room | None = None, *, representatives: int = 0, **terms: Any) -> Panel:
    """This will draw for a section with a signed record (the second called declines) and open the session."""
    where = where or evaluation.recorded(**terms)
    strata = [{"speciality": "A0801", "count": 5 - representatives}]
    hall = experts.requested(where, strata=strata, representatives=representatives)
    for step in (experts.rostered, experts.approved, experts.excluded, experts.seeded, experts.drawn, experts.complete):
        hall = step(hall)
    session = actions.open_session(where.refresh(), by=bids.host(), at=AT)
    sequence_all(AT)
    panel = Panel(hall, evaluation.Table(where, session, {}))
    _take_credentials(panel, session)
    for seat in range(6 - representatives, 6):
        officer = evaluation.tender_officer(panel.table)
        panel.table.credentials[seat] = actions.name_representative(
            session, seat, name="招标人代表甲", by=officer, at=AT
        )
    return panel


def finished(panel: Panel | None = None, *, dissent: str = DISSENT) -> Panel:
    """This will bring the session to its report; the second seat dissents."""
    panel = panel or drawn()
    table = evaluation.summarised(evaluation.reviewing(evaluation.unsealed(panel.table)))
    actions.make_report(table.member(1), at=AT)
    table.refresh()
    for seat in table.keys:
        evaluation.sign(table, seat, dissent=dissent if seat == 2 else "")
    assert actions.finish_evaluation(table.session, at=AT)
    table.refresh()
    return panel


def succeeded(panel: Panel, gone: int, by_seat: int) -> Panel:
    """This will have the host replace a member, the notifier call the next of the ranking, and that one accept, sit down and be checked."""
    table = panel.table
    actions.replace_member(table.session, gone, reason=replacing.REASON, by=bids.host(), at=AT)
    del table.credentials[gone], table.keys[gone]
    turn(experts.channel(), at=AT)
    (called,) = [call for call in panel.hall.calls() if call.state == "waiting"]
    accept_call(called, at=AT)
    experts.advance(at=AT)
    assert actions.fill_seats(table.session, at=AT) == 1
    table.credentials[by_seat] = panel.book().credential_of(called.leaf.leaf)
    evaluation.seat(table, by_seat)
    table.refresh()
    return panel


def awarded(panel: Panel, *, at: datetime = contracts.AFTER) -> Panel:
    """This will award to rank one and let timetable and notifier disclose."""
    contracts.awarded(panel.table, at=at)
    sequence_all(at)
    assert actions.disclose_session(panel.table.refresh(), at=at)
    assert turn(experts.channel(), at=at) == 1
    sequence_all(at)
    panel.table.refresh()
    panel.hall.refresh()
    return panel


def _take_credentials(panel: Panel, session: Session) -> None:
    book = panel.book()
    for member in session.members.filter(kind="expert").select_related("call__leaf"):
        assert member.call is not None
        panel.table.credentials[member.seat] = book.credential_of(member.call.leaf.leaf)
