"""Members who leave in the middle of an evaluation, and the next of the ranking who follow them."""

import secrets

from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.models import Sheet
from qinglian.domain.evaluation.queries.finding import hashed
from qinglian.domain.experts.models import Call, Draw, RosterLeaf
from tests.factories import bids, evaluation
from tests.factories.evaluation import AT, Rows, Table

REASON = "突发疾病"


def with_next_leaf(table: Table) -> Table:
    """This will put further leaves of the same ranking behind the drawn ones: one of another stratum, one excluded, one that is next."""
    for number, strata, exclusion in ((6, ["A0999"], ""), (7, ["A0801"], "same_unit"), (8, ["A0801"], "")):
        RosterLeaf.objects.create(
            draw=table.session.draw, number=number, leaf=secrets.token_hex(32), strata=strata, exclusion=exclusion, rank=number
        )  # fmt: skip
    return table


def accept(call: Call) -> str:
    """This will let the notifier's call be accepted and the draw be complete again."""
    credential = secrets.token_urlsafe(24)
    Call.objects.filter(pk=call.pk).update(state="accepted", credential_hash=hashed(credential))
    Draw.objects.update(state="complete")
    return credential


def succeeded(table: Table, gone: int, by_seat: int, *, recused: bool = False) -> Table:
    """This will have a member leave, replaced by the host or by its own recusal, and its successor sit down and be checked."""
    if recused:
        actions.recuse_member(table.member(gone), reason=REASON, at=AT)
    else:
        actions.replace_member(table.session, gone, reason=REASON, by=bids.host(), at=AT)
    del table.credentials[gone], table.keys[gone]
    table.credentials[by_seat] = accept(Call.objects.get(state="due"))
    assert actions.fill_seats(table.session, at=AT) == 1
    evaluation.seat(table, by_seat)
    table.refresh()
    return table


def lock(table: Table, seat: int, rows: Rows | None = None) -> None:
    """This will let one member sign and lock the sheet of the present stage."""
    kind = table.session.state
    filled = evaluation.review_rows(table) if kind == "review" else evaluation.score_rows(table, kind, seat=seat)
    signed = evaluation.signed_sheet(table, seat, kind, rows or filled)
    actions.lock_sheet(table.member(seat), signed, at=AT)


def lock_alone(table: Table, seat: int, rows: Rows | None = None) -> None:
    """This will let one member lock, after which the session moves on: nobody else had anything to do."""
    lock(table, seat, rows)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()


def score_again(table: Table) -> None:
    """This will have everybody score the technical part again: what was scored blind is repeated, the rest is new."""
    for seat in table.keys:
        sheet = Sheet.objects.filter(member__session=table.session, member__seat=seat, kind="technical").first()
        lock(table, seat, evaluation.score_rows(table, "technical", seat=seat) | (sheet.bound if sheet else {}))
    assert actions.advance_session(table.session, at=AT)
    table.refresh()


def divided(table: Table) -> Table:
    """This will end a review in which seats 1, 2 and 3 of five find bid 3 unqualified: it is rejected."""
    for seat in table.keys:
        lock(table, seat, evaluation.review_rows(table, {"3": "unqualified"} if seat <= 3 else None))
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    return table
