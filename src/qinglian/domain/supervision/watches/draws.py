"""Watches of the draw of experts: who asks, who draws again, whose seed, which roster, who is recused too late."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count

from qinglian.domain.experts.events import (
    DrawAbandoned,
    DrawMade,
    ExpertAnswered,
    ExpertChanged,
    NamesSought,
    PanelDisclosed,
    RosterApproved,
    RosterFixed,
)
from qinglian.domain.experts.models import Call, Draw
from qinglian.domain.supervision.watches.evidence import (
    Place,
    by_place,
    facts_since,
    ids,
    place,
    place_of,
    section_subject,
    since,
    subject_of,
)
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.events import SeedFailed, SeedRevealed
from qinglian.domain.tenders.models import Seed
from qinglian.law.text import Text
from qinglian.record.models import Fact
from qinglian.trust.canonical import jcs
from qinglian.trust.lots import combined_seed

RESULT = ("award-made/v1", "section-failed/v1")
EVE = timedelta(hours=24)
MANY_ADMITTED = 3
AFTER_APPROVAL = ("excluded", "drawn", "complete", "disclosed")
PARTIES = {
    "tenderer": Text("招标人", "tenderer"), "centre": Text("交易中心", "centre"), "supervisor": Text("监督部门", "supervising authority"),
}  # fmt: skip
DrawKey = tuple[Place, int]


def names_sought(at: datetime) -> list[Found]:
    """Somebody asked who was drawn before the result, or the names came out before it."""
    rows = facts_since(NamesSought.kind, PanelDisclosed.kind, *RESULT, at=at)
    asked, ended, found = _by_draw([row for row in rows if row.kind == NamesSought.kind]), by_place(rows), list[Found]()
    for (where, number), facts in asked.items():
        count = len(facts)
        words = Text(f"第 {number} 次抽取的名单在结果确定以前被查过 {count} 次，都被拒绝。",
                     f"The names of draw {number} were asked for {count} times before the result, and refused.")  # fmt: skip
        found.append(
            Found("red" if count > 1 else "yellow", f"{section_subject(*where)}/draw-{number}", words, ids(facts))
        )
    for fact in rows:
        if fact.kind != PanelDisclosed.kind:
            continue
        if not any(one.kind in RESULT and one.pk < fact.pk for one in ended[place_of(fact)]):
            words = Text("评委名单早于结果公开。", "The committee's names came out before the result.")
            found.append(Found("red", f"{section_subject(*place_of(fact))}/disclosure", words, (fact.pk,)))
    return found


def draws_repeated(at: datetime) -> list[Found]:
    """A draw was given up: once, more often, or after it was made."""
    given_up: dict[Place, list[Draw]] = defaultdict(list)
    rows = Draw.objects.filter(state="abandoned", requested_at__gte=since(at)).select_related("section__tender")
    for draw in rows.order_by("pk"):
        given_up[place(draw)].append(draw)
    evidence, found = by_place(facts_since(DrawAbandoned.kind, at=at)) if given_up else {}, list[Found]()
    for where, draws in given_up.items():
        late = sum(draw.drawn_at is not None for draw in draws)
        words = Text(f"第 {where[2]} 轮放弃了 {len(draws)} 次抽取，其中 {late} 次在抽出人以后。",
                     f"Round {where[2]}: draws given up: {len(draws)}, of them after the draw was made: {late}.")  # fmt: skip
        level = "red" if len(draws) > 1 or late else "yellow"
        found.append(Found(level, section_subject(*where), words, ids(evidence.get(where, ()))))
    return found


def seeds_revealed(at: datetime) -> list[Found]:
    """A party did not reveal its seed, its deposit gave none, or a draw's seed is not what the revealed seeds give."""
    facts = facts_since(SeedRevealed.kind, SeedFailed.kind, DrawMade.kind, at=at)
    return _withheld(facts, at=at) + _not_recomputed(facts, at=at)


def _withheld(facts: Sequence[Fact], *, at: datetime) -> list[Found]:
    evidence, found = by_place(facts), list[Found]()
    rows = Seed.objects.filter(committed_at__gte=since(at), superseded_at=None).select_related("section__tender")
    for seed in rows.order_by("pk"):
        if seed.how != "deposit" and not seed.failed:
            continue
        about = [
            fact for fact in evidence[place(seed)]
            if fact.kind != DrawMade.kind and fact.fact["body"]["party"] == seed.party and fact.fact["body"]["scope"] == seed.scope
        ]  # fmt: skip
        party = PARTIES[seed.party]
        words = (
            Text(f"{party.zh}的存底打不开种子：{seed.failed}。", f"The {party.en}'s deposit gave no seed: {seed.failed}.")
            if seed.failed
            else Text(f"{party.zh}没有公开种子，由保管人从存底打开。", f"The {party.en} did not reveal; guardians opened its deposit.")
        )  # fmt: skip
        level = "red" if seed.failed else "yellow"
        found.append(Found(level, f"{subject_of(seed)}/{seed.purpose}-{_number(seed)}-{seed.party}", words, ids(about)))
    return found


def _number(seed: Seed) -> str:
    return str(seed.scope.get("draw", seed.round))


def _not_recomputed(facts: Sequence[Fact], *, at: datetime) -> list[Found]:
    made = {key: rows[-1] for key, rows in _by_draw([fact for fact in facts if fact.kind == DrawMade.kind]).items()}
    revealed: dict[DrawKey, list[dict[str, Any]]] = defaultdict(list)
    for fact in facts:
        if fact.kind == SeedRevealed.kind and fact.fact["body"]["purpose"] == "draw":
            revealed[place_of(fact), fact.fact["body"]["scope"]["draw"]].append(fact.fact["body"])
    found = []
    rows = Draw.objects.filter(requested_at__gte=since(at)).exclude(seed="").select_related("section__tender")
    for draw in rows.order_by("pk"):
        key = place(draw), draw.number
        by_fact = made.get(key)
        if by_fact is not None and {by_fact.fact["body"]["seed"], draw.seed} == {_combined(revealed[key])}:
            continue
        words = Text(f"第 {draw.number} 次抽取用的种子从 {len(revealed[key])} 个公开的种子重算不出来。",
                     f"The seed of draw {draw.number} does not follow from the {len(revealed[key])} revealed seeds.")  # fmt: skip
        found.append(Found("red", f"{subject_of(draw)}/draw-{draw.number}", words, ids([by_fact] if by_fact else [])))
    return found


def _combined(bodies: Sequence[dict[str, Any]]) -> str:
    """The seed that the revealed ones give; empty where they are none, or not of one scope."""
    if len({jcs(body["scope"]) for body in bodies}) != 1:
        return ""
    return combined_seed("draw", bodies[0]["scope"], [bytes.fromhex(body["seed"]) for body in bodies]).hex()


def roster_changes(at: datetime) -> list[Found]:
    """Experts were admitted on the eve of a roster, or a roster was used that nobody of the supervision group compared."""
    facts = facts_since(ExpertChanged.kind, RosterFixed.kind, RosterApproved.kind, at=at)
    admitted = [fact for fact in facts if fact.kind == ExpertChanged.kind and fact.fact["body"]["act"] == "admit"]
    found = []
    for fact in facts:
        if fact.kind != RosterFixed.kind:
            continue
        late = [one for one in admitted if fact.at - EVE < one.at <= fact.at]
        if late:
            number = fact.fact["body"]["draw"]
            words = Text(f"第 {number} 次抽取的名册固定前 24 小时内有 {len(late)} 名专家入库。",
                         f"Experts admitted within 24 hours before the roster of draw {number} was fixed: {len(late)}.")  # fmt: skip
            level = "red" if len(late) >= MANY_ADMITTED else "yellow"
            found.append(Found(level, f"{section_subject(*place_of(fact))}/draw-{number}", words, ids([fact, *late])))
    return found + _unapproved(_by_draw([fact for fact in facts if fact.kind == RosterApproved.kind]), at=at)


def _unapproved(approved: dict[DrawKey, list[Fact]], *, at: datetime) -> list[Found]:
    rows = Draw.objects.filter(state__in=AFTER_APPROVAL, requested_at__gte=since(at)).select_related("section__tender")
    return [
        Found("red", f"{subject_of(draw)}/approval-{draw.number}",
              Text(f"第 {draw.number} 次抽取用了监督方没有核对的名册。", f"Draw {draw.number} used a roster that the supervision group had not compared."))
        for draw in rows.order_by("pk")
        if draw.approval is None or (place(draw), draw.number) not in approved
    ]  # fmt: skip


def late_recusals(at: datetime) -> list[Found]:
    """Experts recused themselves, or were recused, after they had accepted."""
    recused = Call.objects.filter(state="recused", answered_at__gte=since(at))
    counts = dict(recused.values_list("draw").annotate(count=Count("pk")))
    evidence: dict[int, list[int]] = defaultdict(list)
    links = Call.facts.through.objects.filter(call__in=recused, fact__kind=ExpertAnswered.kind).order_by("fact_id")
    for draw_id, fact_id in links.values_list("call__draw_id", "fact_id"):
        evidence[draw_id].append(fact_id)
    found = []
    for draw in Draw.objects.filter(pk__in=counts).select_related("section__tender").order_by("pk"):
        count = counts[draw.pk]
        words = Text(f"第 {draw.number} 次抽取中有 {count} 名专家答应以后才回避或者被换下。",
                     f"Draw {draw.number}: experts who left after accepting: {count}.")  # fmt: skip
        level = "red" if count > 1 else "yellow"
        found.append(Found(level, f"{subject_of(draw)}/draw-{draw.number}", words, tuple(evidence[draw.pk])))
    return found


def _by_draw(facts: Sequence[Fact]) -> dict[DrawKey, list[Fact]]:
    found: dict[DrawKey, list[Fact]] = defaultdict(list)
    for fact in facts:
        found[place_of(fact), fact.fact["body"]["draw"]].append(fact)
    return found
