"""Experts and draws for tests, brought to every stage by the real actions and the real notifier with real keys."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import pyrage

from qinglian.domain.experts import actions, queries, spool
from qinglian.domain.experts.expert_form import DrawInput, ExpertInput
from qinglian.domain.experts.models import Call, Draw, Expert
from qinglian.domain.tenders import actions as tender_acts
from qinglian.domain.tenders.models import Section
from qinglian.domain.tenders.queries import lot_of, opening_of
from qinglian.jobs.notifier import store
from qinglian.jobs.notifier.contact import Spool
from qinglian.jobs.notifier.rounds import turn
from qinglian.jobs.timetable import Ticked, advance_draws
from qinglian.law.actor import Actor
from qinglian.trust.deposit import make_deposit
from qinglian.trust.documents import sign_document
from qinglian.trust.keys import age_identity
from qinglian.trust.lots import seed_commitment
from qinglian.trust.strict import from_base64
from tests.factories import bids, people, seeds, tenders
from tests.factories.record import sequence_all

AT = bids.DEADLINE + timedelta(hours=1)
EVALUATION = bids.DEADLINE + timedelta(hours=5)
PARTIES = ("tenderer", "centre", "supervisor")


@dataclass
class Hall:
    """One draw: the opening behind it and the parties' seeds."""

    room: bids.Room
    draw: Draw
    seeds: dict[str, bytes] = field(default_factory=dict)

    def refresh(self) -> Draw:
        """This will read the draw again."""
        self.draw = queries.draw_at(self.room.refresh())
        return self.draw

    def calls(self) -> list[Call]:
        """This will list the calls in their order."""
        return queries.calls_in(self.draw)


def officer() -> Actor:
    """This will return the keeper of the register."""
    return people.actor(people.staff("expert_officer"))


def typed(number: int = 1, **changes: Any) -> ExpertInput:
    """This will make what is typed about an expert, unique for each number."""
    start = ExpertInput(
        name=f"评审专家{number:03d}",
        unit=f"江城第{number:03d}设计院",
        phone=f"13800{number:06d}",
        title="高级工程师",
        region="江城市",
        years=12,
        specialities=["A0801"] if number % 3 else ["A0801", "A0501"],
    )
    return replace(start, **changes)


def admitted(number: int = 1, **changes: Any) -> Expert:
    """This will add and admit an expert."""
    by = officer()
    return actions.admit_expert(
        actions.add_expert(typed(number, **changes), by=by, at=tenders.AT), by=by, at=tenders.AT
    )


def pool(count: int = 18) -> list[Expert]:
    """This will admit so many experts: every one for building works, every third for cost too."""
    return [admitted(number) for number in range(1, count + 1)]


def request(**changes: Any) -> DrawInput:
    """This will make a request for five: three for building works, one for cost, one representative."""
    start = DrawInput(
        size=5,
        representatives=1,
        strata=[{"speciality": "A0801", "count": 3}, {"speciality": "A0501", "count": 1}],
        place="江城市公共资源交易中心第三评标室",
        evaluation_at=EVALUATION,
        hours=4,
    )
    return replace(start, **changes)


def requested(where: bids.Room | None = None, *, experts: int = 18, **changes: Any) -> Hall:
    """This will request experts for a section whose bidders are announced."""
    where = where or bids.releasing(3)
    if not Expert.objects.exists():
        pool(experts)
    by = tenders.operator(where.section.tender)
    draw = actions.request_draw(where.section, typed=request(**changes), by=by, at=AT)
    return Hall(where, draw)


def channel() -> Spool:
    """This will return the spool of this test's notifier."""
    return Spool(store.folder() / "spool")


def messages() -> list[spool.Message]:
    """This will return what was spooled, newest first."""
    return spool.messages(Path(store.folder()) / "spool")


def rostered(hall: Hall | None = None, **changes: Any) -> Hall:
    """This will have the notifier fix the roster."""
    hall = hall or requested(**changes)
    assert turn(channel(), at=AT) >= 1
    hall.refresh()
    return hall


def opened_roster(hall: Hall, holder: people.Guardian) -> bytes:
    """This will decrypt the roster opening as the guardian's machine does."""
    identity = holder.master.identity(opening_of(hall.room.section), "lots", 0)
    sealed = from_base64(hall.draw.roster_opening[holder.id], name="opening", most=2**24)
    return pyrage.decrypt(sealed, [age_identity(identity)])


def approval(hall: Hall, holder: people.Guardian | None = None, **changes: Any) -> dict[str, Any]:
    """This will sign a roster's approval with a key of the supervision group."""
    holder = holder or hall.room.holders["supervision"][0]
    document = {
        "type": "roster-approval/v1",
        "scope": opening_of(hall.room.section) | {"draw": hall.draw.number},
        "root": hall.draw.roster_root,
        "size": hall.draw.leaves.count(),
        "opening": hall.draw.roster_opening_hash,
    }
    return sign_document(holder.master, document | changes)


def approved(hall: Hall | None = None, **changes: Any) -> Hall:
    """This will have a supervising guardian approve the roster."""
    hall = hall or rostered(**changes)
    actions.approve_roster(hall.draw, approval(hall), at=AT)
    hall.refresh()
    return hall


def excluded(hall: Hall | None = None, **changes: Any) -> Hall:
    """This will have the notifier fix the exclusions."""
    hall = hall or approved(**changes)
    assert turn(channel(), at=AT) >= 1
    hall.refresh()
    return hall


def seeded(
    hall: Hall | None = None,
    *,
    parties: tuple[str, ...] = PARTIES,
    committed_already: tuple[str, ...] = (),
    spoilt: str = "",
    **changes: Any,
) -> Hall:
    """This will have all parties commit (but those that have already), and then these reveal. `spoilt` deposits another seed than it commits to."""
    hall = hall or excluded(**changes)
    section, scope = hall.room.section, queries.scope_of(hall.draw)
    lot = lot_of(section)
    for party in [one for one in PARTIES if one not in committed_already]:
        seed = sha256(f"{party} {hall.draw.pk}".encode()).digest()
        hall.seeds[party] = seed
        deposit = make_deposit(
            seed, purpose="draw", scope=scope, party=party, access=lot["access"], recipients=lot["recipients"]
        )
        commitment = seed_commitment("draw", scope, party, bytes(32) if party == spoilt else seed).hex()
        deposit["commitment"] = commitment
        by = seeds.actor_for(section, party)
        tender_acts.commit_seed(
            section, purpose="draw", scope=scope, party=party, commitment=commitment, deposit=deposit, by=by, at=AT
        )
    for party in parties:
        by = seeds.actor_for(section, party)
        tender_acts.reveal_seed(section, purpose="draw", scope=scope, party=party, seed=hall.seeds[party], by=by, at=AT)
    return hall


def drawn(hall: Hall | None = None, **changes: Any) -> Hall:
    """This will make the draw and have the notifier call."""
    hall = hall or seeded(**changes)
    advance(at=AT)
    hall.refresh()
    turn(channel(), at=AT)
    return hall


def advance(*, at: datetime) -> Ticked:
    """This will let the timetable do what is due in draws."""
    done = Ticked()
    advance_draws(done, at=at)
    assert done.failed == 0
    return done


def complete(hall: Hall | None = None, *, decline: tuple[int, ...] = (2,), **changes: Any) -> Hall:
    """This will let everybody accept but the calls in these places."""
    hall = hall or drawn(**changes)
    at = AT
    while waiting := [call for call in hall.calls() if call.state in ("due", "waiting")]:
        at += timedelta(minutes=1)
        turn(channel(), at=at)
        for call in waiting:
            call.refresh_from_db()
            answer = actions.decline_call if call.order in decline else actions.accept_call
            answer(call, at=at)
    advance(at=at)
    hall.refresh()
    return hall


def disclosed(hall: Hall | None = None, **changes: Any) -> Hall:
    """This will set the section awarded and have the notifier disclose."""
    hall = hall or complete(**changes)
    Section.objects.filter(pk=hall.room.section.pk).update(state="awarded")
    sequence_all(AT)
    assert turn(channel(), at=AT + timedelta(days=4)) == 1
    hall.refresh()
    return hall
