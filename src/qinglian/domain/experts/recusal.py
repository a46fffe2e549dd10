"""Who must not evaluate: interests in a bidder, the tenderer's own staff, supervising staff, too many sessions (ZTB 37; REG 46). Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from qinglian.law.text import Text

EMPLOYMENT_YEARS = 3  # practice: employed by a bidder within three years
INTERESTS: dict[str, Text] = {
    "employment": Text("任职", "Employment"),
    "shareholding": Text("持股", "Shareholding"),
    "kin": Text("近亲属任职", "Close relatives"),
    "other": Text("其他利害关系", "Another interest"),
}
REASONS: dict[str, Text] = {
    "same_unit": Text("与投标人或招标人同单位", "Works for a bidder or the tenderer"),
    "shareholding": Text("持有投标人股份", "Holds shares of a bidder"),
    "employment": Text("三年内在投标人处任职", "Worked for a bidder within three years"),
    "kin": Text("近亲属在投标人处任职", "Has close relatives at a bidder"),
    "declared_interest": Text("申报了其他利害关系", "Declared another interest"),
    "supervising_staff": Text("项目监督部门人员", "Works for the supervising authority"),
    "workload": Text("当月评标次数已满", "Has reached the month's ceiling"),
    "suspended": Text("暂停评标", "Is suspended"),
    "unavailable": Text("已出库或资料待核", "Left the register, or waits for admission"),
}


class Candidate(Protocol):
    """What the decision needs to know of an expert."""

    unit: str
    unit_code: str
    interests: list[dict[str, Any]]
    state: str


@dataclass(frozen=True)
class Party:
    """An organisation with a part in the tender: a bidder, the tenderer, its agency, the supervising authority."""

    id: str
    name: str
    credit_code: str


@dataclass(frozen=True)
class Exclusion:
    """Why an expert is recused. The evidence names organisations, never the expert."""

    reason: str
    evidence: dict[str, str]


def excluded(
    expert: Candidate,
    *,
    bidders: Sequence[Party],
    tenderers: Sequence[Party],
    supervisor: Party | None,
    evaluations: int,
    ceiling: int,
    on: date,
) -> Exclusion | None:
    """This will return why the expert is recused on that day, None when there is no cause. `tenderers` are tenderer and agency.

    `evaluations` counts the expert's sessions of the month; at `ceiling` there is no further one.
    """
    if expert.state != "active":
        return Exclusion("suspended" if expert.state == "suspended" else "unavailable", {"state": expert.state})
    if supervisor is not None and _is_at(expert, supervisor):
        return Exclusion("supervising_staff", {"organisation": supervisor.id})
    for party in (*bidders, *tenderers):
        if _is_at(expert, party):
            return Exclusion("same_unit", {"organisation": party.id})
        for interest in expert.interests:
            if _names(interest, party) and (reason := _reason_of(interest, on)):
                return Exclusion(reason, {"organisation": party.id})
    if evaluations >= ceiling:
        return Exclusion("workload", {"evaluations": str(evaluations), "ceiling": str(ceiling)})
    return None


def over_age(born_year: int | None, *, below: int, on: date) -> bool:
    """This will say whether an expert has reached the age limit (O26 8, unverified: it only advises)."""
    return born_year is not None and on.year - born_year >= below


def _is_at(expert: Candidate, party: Party) -> bool:
    return (bool(expert.unit_code) and expert.unit_code == party.credit_code) or _plain(expert.unit) == _plain(
        party.name
    )


def _names(interest: dict[str, Any], party: Party) -> bool:
    named = _plain(str(interest["organisation"]))
    return named in (_plain(party.name), _plain(party.credit_code))


def _reason_of(interest: dict[str, Any], on: date) -> str:
    kind, until = interest["kind"], interest.get("until_on")
    if kind == "employment":
        ended = date.fromisoformat(until) if until else None
        return "employment" if ended is None or _years_after(ended, EMPLOYMENT_YEARS) >= on else ""
    return kind if kind in ("shareholding", "kin") else "declared_interest"


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, month=3, day=1)


def _plain(name: str) -> str:
    return "".join(name.split()).replace("(", "（").replace(")", "）").casefold()
