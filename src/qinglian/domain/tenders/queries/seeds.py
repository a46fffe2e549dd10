"""Questions about seeds: who has committed, what is known, what guardians have to release (docs/protocol.md 10)."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F

from qinglian.domain.tenders.access import groups_of, has_guardians
from qinglian.domain.tenders.lots import (
    ASKED_AFTER,
    PARTIES_OF,
    SeedsSide,
    SeedState,
    decides,
    may_reveal_now,
    reveals_from,
)
from qinglian.domain.tenders.models import GuardianCard, Section, Seed, Tender
from qinglian.domain.tenders.queries.sections import access_of, cards_of, lots_recipients_of, no_tender, opening_of
from qinglian.record import queries as record
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.lots import combined_seed
from qinglian.trust.strict import to_base64

MOST_ROWS = 500
EVIDENCE = ("section-closed/v1", "seed-committed/v1")


def scope_hash(scope: dict[str, Any]) -> str:
    """This will return the hash by which the table counts scopes."""
    return sha256(jcs(scope)).hex()


def seeds_of(section: Section, *, purpose: str, scope: dict[str, Any]) -> list[SeedState]:
    """This will tell the state of each party's seed, in the parties' order; `missing` for who has not committed."""
    rows = section.seeds.filter(purpose=purpose, scope_hash=scope_hash(scope), superseded_at=None)
    rows = rows.prefetch_related("shares")
    return states_of({row.party: state_of_seed(row) for row in rows}, purpose=purpose)


def combined_seed_of(section: Section, *, purpose: str, scope: dict[str, Any]) -> bytes | None:
    """This will return the combined seed, None until every party has committed and each seed is revealed or failed.

    When every deposit failed there is none, ever: then the parties have to make a new scope.
    """
    states = seeds_of(section, purpose=purpose, scope=scope)
    if not decides(states):
        return None
    return combined_seed(purpose, scope, [bytes.fromhex(row.seed) for row in states if row.seed])


def may_reveal(section: Section, *, purpose: str, scope: dict[str, Any]) -> bool:
    """This will say whether parties and guardians may tell the seeds of this scope now."""
    return may_reveal_now(purpose, section_state=section.state, states=seeds_of(section, purpose=purpose, scope=scope))


def seeds_in(section: Section) -> list[Seed]:
    """This will list every seed that counts in the section's present round, in the order of commitment."""
    rows = section.seeds.filter(round=section.round, superseded_at=None)
    return list(rows.prefetch_related("shares").order_by("pk"))


def standing_seed(section: Section, *, purpose: str, scope: dict[str, Any], party: str) -> Seed | None:
    """This will return the party's seed that counts in this scope: its newest."""
    rows = section.seeds.filter(purpose=purpose, scope_hash=scope_hash(scope), party=party)
    return rows.filter(superseded_at=None).first()


def may_commit_anew(seed: Seed, section: Section) -> bool:
    """This will say whether a seed may be exchanged: the notice is a draft and other guardians hold its keys by now."""
    is_open = seed.purpose == "coefficient" and section.state == "draft"
    return is_open and seed.deposit["access"] != deposit_access_of(section)


def side_of(tender: Tender) -> SeedsSide:
    """This will return whose the tender is, as far as seeds ask."""
    return SeedsSide(tender.tenderer_id, tender.agency_id, tender.supervisor_id)


def deposit_access_of(section: Section) -> dict[str, Any]:
    """This will return the structure to which deposits are split: the notice's without the bidder's group; {} without guardians."""
    access = access_of(section)
    return {"mode": "G", "groups": groups_of(access)} if has_guardians(access) else {}


def lot_of(section: Section) -> dict[str, Any]:
    """This will return what a machine needs to make a deposit: opening, structure, recipients and the signed cards they stand on."""
    wanted = lots_recipients_of(section)
    cards = [card.signed for guardian, card in cards_of(section).items() if guardian in wanted]
    return {
        "opening": opening_of(section),
        "access": deposit_access_of(section),
        "recipients": wanted,
        "cards": cards,
    }


def evidence_of(section: Section) -> list[dict[str, Any]]:
    """This will prove what must stand before a deposit is released: the section's closing, and the commitments of its present round.

    `[{"fact","salt": base64,"proof": C2SP tlog-proof}]` in the order of the log; NotNow while one of them has no place in it.
    """
    facts = [
        fact
        for fact in record.facts_about(f"tender:{section.tender.code}", kinds=EVIDENCE)
        if (fact.fact["body"]["section"], fact.fact["body"]["round"]) == (section.number, section.round)
    ]
    return [
        {"fact": fact.fact, "salt": to_base64(bytes(fact.salt or b"")), "proof": record.proof_of(fact)}
        for fact in facts
    ]


def seed_by(commitment: str) -> Seed:
    """This will return the seed with this commitment (NotFound otherwise)."""
    rows = Seed.objects.select_related("section__tender", "section__notice")
    found = rows.filter(commitment=commitment).first()
    if found is None:
        raise no_tender(commitment[:12])
    return found


def epoch_of(seed: Seed, *, guardian: str) -> int:
    """This will return the epoch of the guardian's card to which the deposit was made."""
    rows = GuardianCard.objects.select_related("guardian").filter(section=seed.section_id, round=seed.round)
    return max(
        (row.epoch for row in rows if row.guardian.guardian_id == guardian and row.at <= seed.committed_at), default=0
    )


def deposits_due(guardians: Iterable[str], *, at: datetime) -> list[Seed]:
    """This will list the deposits that wait for a share of one of these guardians: their party might have revealed for half an hour
    (lots.ASKED_AFTER), and has not. In a fixed number of queries."""
    wanted = set(guardians)
    rows = Seed.objects.filter(seed="", failed="", superseded_at=None).filter(round=F("section__round"))
    rows = rows.select_related("section__tender", "section__notice").prefetch_related("shares").order_by("pk")
    waiting = [row for row in rows[:MOST_ROWS] if _waits_for(row, wanted)]
    beside = _lots_of(waiting)
    return [row for row in waiting if _is_due(row, beside[_lot_of(row)], at)]


def withheld_in(section: Section) -> list[Seed]:
    """This will list the section's seeds that may be told and are not, whoever is asked for a share, in the order of commitment."""
    rows = [row for row in seeds_in(section) if not row.seed and not row.failed]
    beside = _lots_of(rows)
    return [row for row in rows if _may_be_told(row, beside[_lot_of(row)])]


def seeds_to_settle() -> list[Seed]:
    """This will list the seeds that are not known and of which guardians have released shares."""
    rows = Seed.objects.filter(seed="", failed="", superseded_at=None, shares__isnull=False).distinct()
    return list(rows.select_related("section__tender").order_by("pk"))


def _waits_for(row: Seed, wanted: set[str]) -> bool:
    given = {share.guardian for share in row.shares.all()}
    return bool((wanted & set(row.deposit["commitments"])) - given)


def _lot_of(row: Seed) -> tuple[int, str, str]:
    return row.section_id, row.purpose, row.scope_hash


def _lots_of(rows: Iterable[Seed]) -> dict[tuple[int, str, str], list[SeedState]]:
    """This will tell, in two queries, the states of all parties in the lots of these seeds."""
    hashes = {row.scope_hash for row in rows}
    known: dict[tuple[int, str, str], dict[str, SeedState]] = {}
    for row in Seed.objects.filter(scope_hash__in=hashes, superseded_at=None).prefetch_related("shares"):
        known.setdefault(_lot_of(row), {})[row.party] = state_of_seed(row)
    return {lot: states_of(found, purpose=lot[1]) for lot, found in known.items()}


def states_of(found: Mapping[str, SeedState], *, purpose: str) -> list[SeedState]:
    """This will put the states of a lot in the parties' order; `missing` for who has not committed."""
    return [found.get(party, SeedState(party)) for party in PARTIES_OF[purpose]]


def _may_be_told(row: Seed, states: list[SeedState]) -> bool:
    return may_reveal_now(row.purpose, section_state=row.section.state, states=states)


def _is_due(row: Seed, states: list[SeedState], at: datetime) -> bool:
    deadline_at = row.section.notice.deadline_at if row.section.notice else None
    start = reveals_from(row.purpose, states=states, deadline_at=deadline_at)
    return start is not None and start + ASKED_AFTER <= at and _may_be_told(row, states)


def state_of_seed(row: Seed) -> SeedState:
    """This will tell the state of one seed, its shares fetched beside it."""
    return SeedState(
        party=row.party,
        commitment=row.commitment,
        committed_at=row.committed_at,
        seed=row.seed,
        how=row.how,
        revealed_at=row.revealed_at,
        failed=row.failed,
        releases=len(row.shares.all()),
    )
