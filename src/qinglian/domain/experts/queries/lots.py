"""What parties decide by lot in a section: the coefficient of its price formula, the draw of its experts; and whose turn it is."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from qinglian.domain.experts.models import Draw
from qinglian.domain.experts.queries.draws import scope_of, supervision_in
from qinglian.domain.tenders.access import groups_of, guardians_of, has_guardians
from qinglian.domain.tenders.lots import (
    AFTER_CLOSING,
    COMMITTED_IN,
    SeedState,
    decides,
    may_reveal_now,
    parties_for,
    reveals_from,
)
from qinglian.domain.tenders.models import GuardianCard, Notice, Section, Seed
from qinglian.domain.tenders.queries import deposits_due, opening_of, side_of, state_of_seed, states_of, withheld_in
from qinglian.domain.tenders.queries.sections import PENDING
from qinglian.domain.tenders.queries.seeds import scope_hash
from qinglian.law.actor import Actor
from qinglian.law.evaluation.terms import check_terms, needs_seed

MOST_SECTIONS = 200


@dataclass(frozen=True)
class Lot:
    """One thing that chance decides. `scope` is {} while it is not fixed; `draw` is None for a coefficient.

    `renewable` lists the parties that may commit anew, since other guardians keep the draft's keys by now.
    """

    section: Section
    purpose: str
    scope: dict[str, Any]
    states: list[SeedState]
    draw: Draw | None = None
    is_open: bool = False
    may_reveal: bool = False
    reveals_from: datetime | None = None
    renewable: tuple[str, ...] = ()

    @property
    def is_decided(self) -> bool:
        """This will say whether every seed is known or failed, and one at least is known."""
        return bool(self.states) and decides(self.states)

    def act_of(self, party: str) -> str:
        """This will say what the party can do now: `commit`, `reveal`, or "" for nothing."""
        state = next((row.state for row in self.states if row.party == party), "")
        if self.is_open and (state == "missing" or party in self.renewable):
            return "commit"
        return "reveal" if state == "committed" and self.may_reveal else ""


@dataclass(frozen=True)
class SeedTask:
    """One seed that the asker's party owes now."""

    lot: Lot
    party: str
    act: str


def lots_of(section: Section) -> list[Lot]:
    """This will tell the lots of one section's present round: its coefficient, then its draw."""
    return _lots([section])


def seeds_due(actor: Actor) -> list[SeedTask]:
    """This will list what the actor's party has to commit or reveal now, by section; in a fixed number of queries."""
    sections = list(_waiting_sections(actor)[:MOST_SECTIONS])
    return [
        SeedTask(lot, party, act)
        for lot in _lots(sections)
        for party in parties_for(actor, of=side_of(lot.section.tender))
        if (act := lot.act_of(party))
    ]


def _waiting_sections(actor: Actor) -> QuerySet[Section]:
    """Sections in which anybody's seed may be due: a draft that draws, a coefficient committed and closed, a draw whose roots are fixed."""
    own = Q(tender__tenderer_id=actor.organisation) | Q(tender__agency_id=actor.organisation)
    in_draft = Q(state="draft", tender__notices__state__in=PENDING)
    if not actor.has_role("buyer_operator", "buyer_reviewer"):
        in_draft = Q(state="draft", tender__notices__state="in_verification")  # nobody else sees a draft earlier
    closed = Q(state__in=AFTER_CLOSING, seeds__purpose="coefficient", seeds__seed="", seeds__failed="")
    drawing = Q(draws__state="excluded")
    rows = Section.objects.filter(in_draft | closed | drawing)
    if not actor.has_role("centre_host", "supervisor"):
        rows = rows.filter(own) if actor.organisation else rows.none()
    return rows.select_related("tender", "notice").distinct().order_by("pk")


def _lots(sections: list[Section]) -> list[Lot]:
    seeds: dict[tuple[int, str, str], list[Seed]] = defaultdict(list)
    for seed in Seed.objects.filter(section__in=sections, superseded_at=None).prefetch_related("shares"):
        seeds[seed.section_id, seed.purpose, seed.scope_hash].append(seed)
    draws = {draw.section_id: draw for draw in _live_draws(sections)}
    access, cards = _access(sections), _cards(sections)
    found = []
    for section in sections:
        if _draws_coefficient(section):
            found.append(_coefficient(section, seeds, access[section.pk], cards[section.pk]))
        draw = draws.get(section.pk)
        if draw is not None:
            draw.section = section
            found.append(_draw(draw, seeds))
    return found


def _draws_coefficient(section: Section) -> bool:
    terms = section.evaluation
    return bool(terms) and not check_terms(terms, has_price_cap=section.price_cap_fen is not None) and needs_seed(terms)


def _coefficient(section: Section, seeds: Any, access: dict[str, Any], cards: dict[str, str]) -> Lot:
    scope = opening_of(section)
    own = seeds[section.pk, "coefficient", scope_hash(scope)]
    states = states_of({seed.party: state_of_seed(seed) for seed in own}, purpose="coefficient")
    keepers = {"mode": "G", "groups": groups_of(access)} if has_guardians(access) else {}
    in_draft = section.state in COMMITTED_IN["coefficient"]
    deadline_at = section.notice.deadline_at if section.notice else None
    return Lot(
        section=section,
        purpose="coefficient",
        scope=scope,
        states=states,
        is_open=in_draft and bool(keepers) and _are_in(cards, access),
        may_reveal=may_reveal_now("coefficient", section_state=section.state, states=states),
        reveals_from=reveals_from("coefficient", states=states, deadline_at=deadline_at),
        renewable=tuple(seed.party for seed in own if in_draft and keepers and seed.deposit["access"] != keepers),
    )


def _are_in(cards: dict[str, str], access: dict[str, Any]) -> bool:
    return all(cards.get(guardian) == group for guardian, group in guardians_of(access).items())


def _draw(draw: Draw, seeds: Any) -> Lot:
    if not draw.exclusion_root:
        return Lot(draw.section, "draw", {}, states_of({}, purpose="draw"), draw)
    scope = scope_of(draw)
    own = seeds[draw.section_id, "draw", scope_hash(scope)]
    states = states_of({seed.party: state_of_seed(seed) for seed in own}, purpose="draw")
    return Lot(
        section=draw.section,
        purpose="draw",
        scope=scope,
        states=states,
        draw=draw,
        is_open=draw.state == "excluded" and draw.section.state in COMMITTED_IN["draw"],
        may_reveal=may_reveal_now("draw", section_state=draw.section.state, states=states),
        reveals_from=reveals_from("draw", states=states, deadline_at=None),
    )


def _standing(seeds: list[Seed]) -> list[Seed]:
    rows = Draw.objects.filter(section__in={seed.section_id for seed in seeds}, state="excluded")
    waiting = set(rows.values_list("section_id", "round", "number"))
    return [
        seed for seed in seeds if seed.purpose != "draw" or (seed.section_id, seed.round, seed.scope["draw"]) in waiting
    ]


def _live_draws(sections: list[Section]) -> list[Draw]:
    rounds = {section.pk: section.round for section in sections}
    rows = Draw.objects.filter(section__in=sections).exclude(state="abandoned").order_by("number")
    return [draw for draw in rows if draw.round == rounds[draw.section_id]]


def _access(sections: list[Section]) -> dict[int, dict[str, Any]]:
    """The access structure of each section: of the notice in force, or of the one being prepared."""
    pending = Notice.objects.filter(tender__in={section.tender_id for section in sections}, state__in=PENDING)
    prepared = {notice.tender_id: notice.access for notice in pending}
    return {
        section.pk: dict(section.notice.access if section.notice else prepared.get(section.tender_id, {}))
        for section in sections
    }


def _cards(sections: list[Section]) -> dict[int, dict[str, str]]:
    """By section, the guardians whose card for the present round is in, with the group that their newest card names."""
    rounds = {section.pk: section.round for section in sections}
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for card in GuardianCard.objects.select_related("guardian").filter(section__in=sections).order_by("epoch"):
        if card.round == rounds[card.section_id]:
            found[card.section_id][card.guardian.guardian_id] = card.group
    return found


def deposits_to_release(guardians: Iterable[str], *, at: datetime) -> list[Seed]:
    """This will list the deposits that wait for a share of one of these guardians, without those of draws that were given up."""
    return _standing(deposits_due(guardians, at=at))


def withheld_of(section: Section) -> list[Seed]:
    """This will list the section's seeds that may be told and are not, without those of draws that were given up."""
    return _standing(withheld_in(section))


def rosters_due(guardians: Iterable[str]) -> list[Draw]:
    """This will list the draws whose roster one of these guardians of the supervision group is to compare with the register; in one query."""
    wanted = set(guardians)
    rows = Draw.objects.filter(state="rostered").select_related("section__tender", "section__notice").order_by("pk")
    return [draw for draw in rows if draw.section.notice and wanted & set(supervision_in(draw.section.notice.access))]
