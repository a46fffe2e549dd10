"""A tender's life in which every control holds, and the watches that look at it."""

from datetime import datetime

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.queries.finding import terms_of
from qinglian.domain.evaluation.queries.seat import bids_at
from qinglian.domain.supervision.watches import WATCHERS, Found
from qinglian.record import upkeep
from qinglian.record.models import LogHead
from qinglian.record.scrub import Scrubbed
from tests.factories import contracts, evaluation, panels
from tests.factories.evaluation import AT

Seen = list[tuple[str, str]]


def watched(code: str, at: datetime) -> Seen:
    """This will run one watch: the level and subject of each finding, the tender's code left out."""
    return [(one.level, _short(one)) for one in WATCHERS[code](at)]


def only(code: str, at: datetime) -> Found:
    """This will run one watch that has exactly one finding."""
    (found,) = WATCHERS[code](at)
    return found


def _short(found: Found) -> str:
    kind, _, rest = found.subject.partition(":")
    return rest.partition("/")[2] if kind == "tender" else found.subject


def read_all(table: evaluation.Table, number: int, *, most: int | None = None) -> None:
    """This will let a member open the files of the present stage: all of them, or the first ones."""
    shown = [(bid.key, part, file) for bid in bids_at(table.session, table.session.state) for part, file in bid.files]
    for key, part, file in shown[:most]:
        actions.view_file(table.member(number), key=key, compartment=part, sha256=file.sha256, at=AT)


def reviewed(table: evaluation.Table) -> evaluation.Table:
    """This will bring a session to its technical stage."""
    table = evaluation.reviewing(evaluation.unsealed(table))
    evaluation.lock_all(table, "review")
    return table


def scored(table: evaluation.Table) -> evaluation.Table:
    """This will let every member read what it is shown, and then score it, up to the summary."""
    while table.session.state in ("technical", "business"):
        if any(row["part"] == table.session.state for row in terms_of(table.session)["criteria"]):
            for number in table.keys:
                read_all(table, number)
            evaluation.lock_all(table, table.session.state)
        else:
            actions.advance_session(table.session, at=AT)
            table.refresh()
    return table


def evaluated() -> panels.Panel:
    """This will bring a section from its draw to the signed report, every file read."""
    panel = panels.drawn()
    evaluation.finished(scored(reviewed(panel.table)))
    return panel


def life() -> panels.Panel:
    """This will bring a section from its draw to the award, and look after the installation."""
    panel = evaluated()
    contracts.publicised(panel.table)
    panels.awarded(panel)
    looked_after(contracts.AFTER)
    return panel


def looked_after(at: datetime) -> None:
    """This will note a backup and a scrub without faults at this moment."""
    upkeep.note_backup({"made_at": at.isoformat(), "log_size": LogHead.objects.get().size})
    upkeep.note_scrub(Scrubbed(blobs=1, leaves=1), at=at)
