"""Seeds: commit and deposit, reveal, release a share of what is withheld, settle (docs/protocol.md 10)."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from qinglian.domain.people.queries import key_holder
from qinglian.domain.tenders import seed_refusals as refusals
from qinglian.domain.tenders.actions.steps import locked_section, subject_of
from qinglian.domain.tenders.events import SeedCommitted, SeedFailed, SeedRevealed, SeedShareReleased
from qinglian.domain.tenders.lots import COMMITTED_IN, PARTIES_OF, parties_for, scope_faults
from qinglian.domain.tenders.models import Section, Seed, SeedShare
from qinglian.domain.tenders.queries.sections import opening_of
from qinglian.domain.tenders.queries.seeds import (
    deposit_access_of,
    may_commit_anew,
    may_reveal,
    scope_hash,
    seeds_to_settle,
    side_of,
    standing_seed,
)
from qinglian.law.actor import TIMETABLE, Actor
from qinglian.law.evaluation.terms import needs_seed
from qinglian.law.text import Text
from qinglian.record import blobs
from qinglian.record.actions import append
from qinglian.trust.canonical import jcs
from qinglian.trust.deposit import check_deposit, check_seed_release, fault_of, is_settled, seed_in
from qinglian.trust.lots import seed_commitment
from qinglian.trust.strict import from_base64


@transaction.atomic
def commit_seed(
    section: Section,
    *,
    purpose: str,
    scope: dict[str, Any],
    party: str,
    commitment: str,
    deposit: dict[str, Any],
    by: Actor,
    at: datetime,
) -> Seed:
    """This will bind a party to its seed and keep its deposit for the guardians: once in a scope, once for ever.

    While the notice is a draft and its guardians have changed, a party commits anew: the earlier fact stays, the newer counts.
    NotAllowed for another party, NotNow outside the time of the purpose or a second time, NotValid for another opening's scope, a
    commitment that was used before, or a deposit that does not fit it.
    """
    section = locked_section(section)
    _require_party(section, purpose, party, by)
    _require_time(section, purpose)
    _require_scope(section, purpose, scope)
    earlier = standing_seed(section, purpose=purpose, scope=scope, party=party)
    _require_fresh(section, earlier, commitment)
    deposit = _checked(section, deposit, purpose=purpose, scope=scope, party=party, commitment=commitment)

    _supersede(earlier, at=at)
    row = _stored(section, deposit, by=by, at=at)

    name, _ = blobs.store([jcs(deposit)])
    blobs.publish(name)
    event = SeedCommitted(
        section=section.number, round=section.round, purpose=purpose, scope=scope, party=party,
        commitment=commitment, deposit=name,
    )  # fmt: skip
    append(event, subject=subject_of(section.tender), by=by.id, at=at)
    return row


@transaction.atomic
def reveal_seed(
    section: Section, *, purpose: str, scope: dict[str, Any], party: str, seed: bytes, by: Actor, at: datetime
) -> Seed:
    """This will tell a party's committed seed. NotNow before its moment or when it is known, NotValid when it breaks the commitment."""
    section = locked_section(section)
    _require_party(section, purpose, party, by)
    row = standing_seed(section, purpose=purpose, scope=scope, party=party)
    if row is None:
        raise refusals.not_committed()
    _require_open(row)
    if not may_reveal(section, purpose=purpose, scope=scope):
        raise refusals.not_due()
    _require_committed(row, seed)

    return _revealed(row, section, seed, how="party", by=by, at=at)


@transaction.atomic
def release_seed_share(signed: Any, *, at: datetime) -> SeedShare:
    """This will keep a guardian's signed `seed-release/v1` for a deposit whose party has not revealed. The same release twice is once.

    NotAllowed when the key is not this guardian's, NotNow before the moment, NotValid when the share breaks the deposit's commitment.
    """
    seed = _named_in(signed)
    section = locked_section(seed.section)
    seed.refresh_from_db()
    guardian, by = _guardian(signed, seed, at=at)
    if known := SeedShare.objects.filter(seed=seed, guardian=guardian).first():
        return known
    _require_open(seed)
    if not may_reveal(section, purpose=seed.purpose, scope=seed.scope):
        raise refusals.not_due()

    row = SeedShare.objects.create(seed=seed, guardian=guardian, signed=signed, at=at)

    name, _ = blobs.store([jcs(signed)])
    blobs.publish(name)
    event = SeedShareReleased(**_about(seed, section), guardian=guardian, release=name)
    append(event, subject=subject_of(section.tender), by=by.organisation, at=at)
    return row


def settle_seeds(*, at: datetime) -> int:
    """This will reveal or fail every withheld seed of which enough guardians have released, and return how many; for the timetable."""
    return sum(settle_seed(seed, by=TIMETABLE, at=at) for seed in seeds_to_settle())


@transaction.atomic
def settle_seed(seed: Seed, *, by: Actor, at: datetime) -> bool:
    """This will combine the released shares of one deposit: its seed is revealed, or it failed by its party's fault. False: too few yet."""
    section = locked_section(seed.section)
    seed.refresh_from_db()
    shares = {row.guardian: _share_in(row.signed) for row in seed.shares.all()}
    if seed.seed or seed.failed or not is_settled(seed.deposit, shares):
        return False

    if found := seed_in(seed.deposit, shares):
        _revealed(seed, section, found, how="deposit", by=by, at=at)
        return True
    seed.failed = fault_of(seed.deposit, shares) or ""
    seed.save(update_fields=["failed"])

    append(SeedFailed(**_about(seed, section), reason=seed.failed), subject=subject_of(section.tender), by=by.id, at=at)
    return True


def _require_party(section: Section, purpose: str, party: str, by: Actor) -> None:
    with refusals.misfitting():
        if purpose not in PARTIES_OF:
            raise ValueError("purpose")
    if party not in PARTIES_OF[purpose] or party not in parties_for(by, of=side_of(section.tender)):
        raise refusals.not_a_party(party)


def _require_time(section: Section, purpose: str) -> None:
    if section.state not in COMMITTED_IN[purpose]:
        raise refusals.too_late_or_early(purpose)
    if purpose == "coefficient" and not (section.evaluation and needs_seed(section.evaluation)):
        raise refusals.nothing_to_chance()


def _require_scope(section: Section, purpose: str, scope: dict[str, Any]) -> None:
    if scope_faults(purpose, scope, opening=opening_of(section)):
        raise refusals.unfit(
            Text("承诺写的是另一次开标或另一次抽取。", "The commitment is of another opening or draw.")
        )


def _require_fresh(section: Section, earlier: Seed | None, commitment: str) -> None:
    if earlier is not None and not may_commit_anew(earlier, section):
        raise refusals.committed_already()
    if Seed.objects.filter(commitment=commitment).exists():
        raise refusals.used_before()


def _checked(section: Section, deposit: Any, **about: Any) -> dict[str, Any]:
    access = deposit_access_of(section)
    if not access:
        raise refusals.no_guardians()
    with refusals.misfitting():
        return check_deposit(deposit, **about, access=access)


def _supersede(earlier: Seed | None, *, at: datetime) -> None:
    if earlier is not None:
        earlier.superseded_at = at
        earlier.save(update_fields=["superseded_at"])


def _stored(section: Section, deposit: dict[str, Any], *, by: Actor, at: datetime) -> Seed:
    try:
        with transaction.atomic():
            return Seed.objects.create(
                section=section, round=section.round, purpose=deposit["purpose"], scope=deposit["scope"],
                scope_hash=scope_hash(deposit["scope"]), party=deposit["party"], commitment=deposit["commitment"],
                deposit=deposit, committed_by=by.id, committed_at=at,
            )  # fmt: skip
    except IntegrityError:  # the same commitment, in the same moment, in another tender
        raise refusals.used_before() from None


def _require_open(row: Seed) -> None:
    if row.seed or row.failed:
        raise refusals.known_already()


def _require_committed(row: Seed, seed: bytes) -> None:
    with refusals.misfitting():
        if seed_commitment(row.purpose, row.scope, row.party, seed).hex() != row.commitment:
            raise refusals.unfit(Text("种子与承诺不符。", "The seed does not fit the commitment."))


def _revealed(row: Seed, section: Section, seed: bytes, *, how: str, by: Actor, at: datetime) -> Seed:
    row.seed, row.how, row.revealed_at = seed.hex(), how, at
    row.save(update_fields=["seed", "how", "revealed_at"])

    event = SeedRevealed(**_about(row, section), seed=row.seed, how=how)
    append(event, subject=subject_of(section.tender), by=by.id, at=at)
    return row


def _named_in(signed: Any) -> Seed:
    """This will find the seed that a release names; its signature and share are checked afterwards."""
    with refusals.misfitting():
        named = signed["document"]
        about = {"purpose": named["purpose"], "scope_hash": scope_hash(named["scope"]), "party": named["party"]}
    found = (
        Seed.objects.select_related("section__tender", "section__notice").filter(**about, superseded_at=None).first()
    )
    if found is None:
        raise refusals.not_committed()
    return found


def _guardian(signed: Any, seed: Seed, *, at: datetime) -> tuple[str, Actor]:
    with refusals.misfitting():
        guardian, _, public = check_seed_release(signed, deposit=seed.deposit)
    key, by = key_holder(public, at=at)
    if not by.has_role("guardian") or key.guardian_id != guardian:
        raise refusals.not_a_guardian()
    return guardian, by


def _share_in(signed: dict[str, Any]) -> bytes | None:
    share = signed["document"]["share"]
    return None if share is None else from_base64(share, name="share", size=33)


def _about(row: Seed, section: Section) -> dict[str, Any]:
    return {
        "section": section.number, "round": row.round, "purpose": row.purpose, "scope": row.scope, "party": row.party,
    }  # fmt: skip
