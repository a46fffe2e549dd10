"""Verdicts on money: security, cap, floor, estimate. Amounts are fen; each finding shows both figures. Pure."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from qinglian.domain.tenders.terms import NoticeTerms, SectionTerms
from qinglian.domain.tenders.verdict import Repair, Verdict, judged
from qinglian.law.rulebook import rule
from qinglian.law.text import Text


def verdicts_on_money(terms: NoticeTerms) -> Iterator[Verdict]:
    """This will judge each section's security and cap, the floor, the sum of estimates and the duty to tender."""
    on = terms.judged_at.date()
    for section in terms.sections:
        named = _named(section, many=len(terms.sections) > 1)
        yield _on_security_share(section, named, on)
        yield _on_security_amount(section, named, on, terms.kind)
        yield _on_cap(section, named, on, state_funded=terms.state_funded)
    yield _on_floor(terms, on)
    yield _on_budget(terms, on)
    yield _on_duty_to_tender(terms, on)


def in_wan(fen: int) -> str:
    """This will write fen as 万元 without needless zeros: 36_000_000 is 36."""
    return f"{(Decimal(fen) / 1_000_000).normalize():,f}"


def _percent(part: int, whole: int, *, rounding: str) -> str:
    share = (Decimal(part) * 100 / Decimal(whole)).quantize(Decimal("0.01"), rounding=rounding)
    return f"{share.normalize():f}"


def _named(section: SectionTerms, *, many: bool) -> Text:
    return Text(f"标段 {section.number}：", f"Section {section.number}: ") if many else Text("", "")


def _on_security_share(section: SectionTerms, named: Text, on: date) -> Verdict:
    most = rule("bid_security_max_percent", on=on).number()
    field, security, estimate = (
        f"section-{section.number}-bid_security_fen",
        section.bid_security_fen,
        section.estimate_fen,
    )
    if security == 0:
        finding = Text(f"{named.zh}不收投标保证金", f"{named.en}No bid security is asked for")
        return judged("bid_security_max_percent", on=on, outcome="met", finding=finding, field=field)
    if security * 100 <= estimate * most:
        share = _percent(security, estimate, rounding=ROUND_UP)
        finding = Text(
            f"{named.zh}保证金 {share}%，不超过 {most}%", f"{named.en}Security of {share}%, at most {most}% is allowed"
        )
        return judged("bid_security_max_percent", on=on, outcome="met", finding=finding, field=field)
    lawful, share = estimate * most // 100, _percent(security, estimate, rounding=ROUND_DOWN)
    return judged(
        "bid_security_max_percent",
        on=on,
        outcome="broken",
        finding=Text(f"{named.zh}保证金 {share}%，超过 {most}%", f"{named.en}Security of {share}%, more than {most}%"),
        field=field,
        repair=Repair(
            field, str(lawful), Text(f"改为 {in_wan(lawful)} 万元", f"Change to {Decimal(lawful) / 100:,.2f} yuan")
        ),
        counted=Text(
            f"{in_wan(security)} 万元 ÷ 估算价 {in_wan(estimate)} 万元；{most}% 是 {in_wan(lawful)} 万元。",
            f"{Decimal(security) / 100:,.2f} of an estimate of {Decimal(estimate) / 100:,.2f} yuan; {most}% is {Decimal(lawful) / 100:,.2f}.",
        ),
    )


def _on_security_amount(section: SectionTerms, named: Text, on: date, kind: str) -> Verdict:
    key = f"bid_security_max_{kind}_fen"
    most = rule(key, on=on).number()
    over = section.bid_security_fen > most
    zh, en = ("超过", "more than") if over else ("未超", "not more than")
    finding = Text(
        f"{named.zh}保证金 {in_wan(section.bid_security_fen)} 万元，{zh} {in_wan(most)} 万元",
        f"{named.en}Security of {section.bid_security_fen // 100:,} yuan, {en} {most // 100:,} yuan",
    )
    field = f"section-{section.number}-bid_security_fen"
    return judged(key, on=on, outcome="note" if over else "met", finding=finding, field=field)


def _on_cap(section: SectionTerms, named: Text, on: date, *, state_funded: bool) -> Verdict:
    field, cap = f"section-{section.number}-price_cap_fen", section.price_cap_fen
    if cap is None and state_funded:
        finding = Text(f"{named.zh}国有资金项目没有设最高投标限价", f"{named.en}State-funded, but no price cap")
        return judged("price_cap_state_funds", on=on, outcome="note", finding=finding, field=field)
    if cap is None:
        finding = Text(f"{named.zh}没有设最高投标限价", f"{named.en}No price cap is set")
        return judged("price_cap_stated", on=on, outcome="met", finding=finding, field=field)
    if cap > section.estimate_fen:
        finding = Text(
            f"{named.zh}最高投标限价 {in_wan(cap)} 万元，高于估算价 {in_wan(section.estimate_fen)} 万元",
            f"{named.en}The cap is above the estimate",
        )
        return judged("price_cap_stated", on=on, outcome="note", finding=finding, field=field)
    finding = Text(
        f"{named.zh}最高投标限价 {in_wan(cap)} 万元，已写明", f"{named.en}A cap of {cap // 100:,} yuan is stated"
    )
    return judged("price_cap_stated", on=on, outcome="met", finding=finding, field=field)


def _on_floor(terms: NoticeTerms, on: date) -> Verdict:
    if terms.price_floor_fen is None:
        return judged(
            "price_floor",
            on=on,
            outcome="met",
            finding=Text("未设最低投标限价", "No price floor"),
            field="price_floor_fen",
        )
    return judged(
        "price_floor",
        on=on,
        outcome="broken",
        finding=Text(
            f"设了最低投标限价 {in_wan(terms.price_floor_fen)} 万元",
            f"A price floor of {terms.price_floor_fen // 100:,} yuan is set",
        ),
        field="price_floor_fen",
        repair=Repair("price_floor_fen", "", Text("删去最低限价", "Remove the floor")),
        exception=Text("不可以。任何项目都不得规定最低投标限价。", "No. No tender may set a price floor."),
    )


def _on_budget(terms: NoticeTerms, on: date) -> Verdict:
    total, budget = sum(section.estimate_fen for section in terms.sections), terms.approved_budget_fen
    over = total > budget
    zh, en = ("超过", "more than") if over else ("未超", "within")
    finding = Text(
        f"估算价合计 {in_wan(total)} 万元，{zh}核定概算 {in_wan(budget)} 万元",
        f"Estimates of {total // 100:,} yuan, {en} the approved budget of {budget // 100:,}",
    )
    return judged("estimate_within_budget", on=on, outcome="note" if over else "met", finding=finding, field="sections")


def _on_duty_to_tender(terms: NoticeTerms, on: date) -> Verdict:
    least = rule(f"must_tender_{terms.kind}_fen", on=on).number()
    total = sum(section.estimate_fen for section in terms.sections)
    if terms.must_tender:
        finding = Text("按依法必须招标项目办理", "Handled as a project that must be tendered")
        return judged("must_tender", on=on, outcome="met", finding=finding, field="must_tender")
    reached = total >= least
    zh, en = ("已达", "reach") if reached else ("未达", "are below")
    finding = Text(
        f"标为非必须招标，估算 {in_wan(total)} 万元，{zh} {in_wan(least)} 万元",
        f"Marked as not mandatory; estimates of {total // 100:,} yuan {en} {least // 100:,}",
    )
    return judged(
        f"must_tender_{terms.kind}_fen",
        on=on,
        outcome="note" if reached else "met",
        finding=finding,
        field="must_tender",
    )
