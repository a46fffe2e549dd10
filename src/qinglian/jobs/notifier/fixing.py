"""The notifier fixes the roster and the exclusions. It keeps its book before the draw's row says that the step is done."""

import secrets
from collections import Counter
from datetime import datetime, timedelta

import pyrage

from qinglian.domain.experts import actions, queries
from qinglian.domain.experts.policy import NOTIFIER
from qinglian.domain.experts.queries import Draw
from qinglian.domain.experts.recusal import excluded
from qinglian.domain.tenders.queries import lots_recipients_of
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.store import Book
from qinglian.law.rulebook import rule
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.draw import exclusion_leaf, roster_leaf, salted_root
from qinglian.trust.keys import age_recipient
from qinglian.trust.strict import from_base64, to_base64


def name_of(draw: Draw) -> str:
    """This will return under which name the notifier keeps a draw's book."""
    return f"{draw.section.tender.code}-{draw.section.number}-{draw.round}-{draw.number}"


def fix_roster(draw: Draw, *, at: datetime) -> None:
    """This will salt every expert of the pool, lock the opening for the supervision group alone, and fix the root."""
    wanted = {row["speciality"] for row in draw.strata}
    rows = {}
    for expert in queries.pool(region=draw.region, specialities=wanted):
        salt = secrets.token_bytes(32)
        named = {"expert": expert.id, "name": expert.name, "unit": expert.unit, "specialities": expert.specialities}
        leaf = roster_leaf(salt, **named).hex()
        rows[leaf] = {"salt": to_base64(salt), **named, "phone": expert.phone}
    store.save(name_of(draw), Book(rows))

    opening = _opening(draw, rows)
    recipients, guardians = lots_recipients_of(draw.section), queries.supervision_of(draw.section)
    locked = {name: to_base64(pyrage.encrypt(opening, [age_recipient(recipients[name])])) for name in guardians}
    leaves = {leaf: [code for code in row["specialities"] if code in wanted] for leaf, row in rows.items()}
    actions.record_roster(draw, leaves=leaves, opening=locked, opening_hash=sha256(opening).hex(), by=NOTIFIER, at=at)


def fix_exclusions(draw: Draw, *, at: datetime) -> None:
    """This will compare everybody on the roster with the announced bidders and fix the root of who is recused."""
    book = _book(draw)
    bidders, tenderers, supervisor = queries.parties_of(draw.section)
    ceiling = rule("expert_month_ceiling", on=at.date()).number()
    sessions, experts = _sessions(draw), queries.experts_by_id(row["expert"] for row in book.rows.values())
    book.exclusions = []
    for leaf, row in sorted(book.rows.items()):
        found = excluded(
            experts[row["expert"]], bidders=bidders, tenderers=tenderers, supervisor=supervisor,
            evaluations=sessions[row["expert"]], ceiling=ceiling, on=draw.evaluation_at.astimezone(CHINA).date(),
        )  # fmt: skip
        if found is not None:
            salt = to_base64(secrets.token_bytes(32))
            book.exclusions.append({"leaf": leaf, "reason": found.reason, "evidence": found.evidence, "salt": salt})
    store.save(name_of(draw), book)

    reasons = {row["leaf"]: row["reason"] for row in book.exclusions}
    actions.record_exclusions(draw, root=_root(book), reasons=reasons, by=NOTIFIER, at=at)


def _opening(draw: Draw, rows: dict[str, dict[str, str]]) -> bytes:
    shown = ("salt", "expert", "name", "unit", "specialities")
    numbered = [
        {"number": number, **{name: rows[leaf][name] for name in shown}}
        for number, leaf in enumerate(sorted(rows), start=1)
    ]
    return jcs({"type": "roster-opening/v1", "scope": queries.scope_of(draw), "rows": numbered})


def _root(book: Book) -> str:
    return salted_root(
        exclusion_leaf(
            from_base64(row["salt"], name="salt", size=32),
            leaf=row["leaf"],
            reason=row["reason"],
            evidence=row["evidence"],
        )
        for row in book.exclusions
    )


def _sessions(draw: Draw) -> Counter[str]:
    """This will count, by expert, the sessions of the month; from the notifier's own books, as no table can."""
    start = draw.evaluation_at.astimezone(CHINA).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    end = (start + timedelta(days=32)).replace(day=1)
    counted: Counter[str] = Counter()
    for call in queries.accepted_between(start, end):
        book = store.load(name_of(call.draw))
        if book is not None and call.leaf.leaf in book.rows:
            counted[book.rows[call.leaf.leaf]["expert"]] += 1
    return counted


def _book(draw: Draw) -> Book:
    book = store.load(name_of(draw))
    if book is None:
        raise FileNotFoundError(f"the notifier has no book of {name_of(draw)}")
    return book
