"""Seeds for tests: sections whose terms draw a coefficient, parties that commit, guardians that release."""

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.models import Notice, Section, Seed
from qinglian.law.actor import Actor
from qinglian.law.evaluation.terms import default_terms
from qinglian.trust.deposit import make_deposit, make_seed_release
from qinglian.trust.lots import seed_commitment
from tests.factories import people, tenders

AT = tenders.AT
DRAWN = {"formula": "mean_times_k", "parameters": {"k_low": "95.00", "k_high": "98.00", "k_step": "0.50"}}


@dataclass
class Party:
    """One party's seed and what it hands in for it."""

    party: str
    seed: bytes
    by: Actor
    handed_in: dict[str, Any]


def terms() -> dict[str, Any]:
    """This will make terms of works whose price formula draws a coefficient."""
    made = default_terms("comprehensive_scoring", "works")
    return made | {"price": made["price"] | DRAWN}


def drawing(notice: Notice | None = None) -> Section:
    """This will return a draft section whose terms draw a coefficient, every guardian's card in."""
    notice = notice or tenders.drafted()
    section = notice.tender.sections.select_related("tender", "notice").get(number="1")
    section.evaluation = terms()
    section.save(update_fields=["evaluation"])
    return section


def scope_of(section: Section, purpose: str = "coefficient") -> dict[str, Any]:
    """This will return the scope of a coefficient, or of a first draw with made-up roots."""
    scope = queries.opening_of(section)
    roots = {name: sha256(name.encode()).hexdigest() for name in ("roster", "exclusions")}
    return scope if purpose == "coefficient" else scope | {"draw": 1} | roots


def party(section: Section, name: str, *, purpose: str = "coefficient", seed: bytes | None = None) -> Party:
    """This will make a party's seed, commitment and deposit as its machine does."""
    seed = seed or sha256(f"{name} {purpose} {section.pk}".encode()).digest()
    scope, lot = scope_of(section, purpose), queries.lot_of(section)
    deposit = make_deposit(
        seed, purpose=purpose, scope=scope, party=name, access=lot["access"], recipients=lot["recipients"]
    )
    commitment = seed_commitment(purpose, scope, name, seed).hex()
    handed_in = {"purpose": purpose, "scope": scope, "party": name, "commitment": commitment, "deposit": deposit}
    return Party(name, seed, actor_for(section, name), handed_in)


def actor_for(section: Section, name: str) -> Actor:
    """This will return a person who acts for the party."""
    if name == "tenderer":
        return tenders.operator(section.tender)
    return people.actor(people.staff("centre_host") if name == "centre" else people.supervisor())


def committed(section: Section, name: str, **changes: Any) -> Party:
    """This will have a party commit."""
    made = party(section, name, **changes)
    actions.commit_seed(section, **made.handed_in, by=made.by, at=AT)
    return made


def reveal(section: Section, made: Party, **changes: Any) -> Seed:
    """This will have a party reveal."""
    about = {name: made.handed_in[name] for name in ("purpose", "scope", "party")}
    return actions.reveal_seed(
        section, **{**about, "seed": made.seed, "by": made.by, "at": AT + timedelta(days=30), **changes}
    )


def closed(section: Section) -> Section:
    """This will move a section past its closing, as the opening's own tests do with real bids."""
    section.state = "closed"
    section.save(update_fields=["state"])
    return section


def released(section: Section, made: Party, holder: people.Guardian, *, epoch: int = 0) -> dict[str, Any]:
    """This will sign a guardian's release of a deposit."""
    opening = queries.opening_of(section)
    deposit = made.handed_in["deposit"]
    return make_seed_release(holder.master, deposit=deposit, guardian=holder.id, opening=opening, epoch=epoch)
