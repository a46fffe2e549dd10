"""What is typed about an expert or a request for experts, and what is wrong with it."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from qinglian.domain.experts import refusals
from qinglian.domain.experts.recusal import INTERESTS
from qinglian.domain.experts.specialities import SPECIALITIES
from qinglian.law.rulebook import rule

MOST_MEMBERS = 31
MOST_INTERESTS = 20
MOST_YEARS = 80
BORN_FROM, BORN_UNTIL = 1900, 2100  # what a year of birth can be; the age is for people to weigh
LONGEST = {"name": 80, "unit": 200, "phone": 40, "title": 80, "region": 80, "unit_code": 18}
LONGEST_NOTE = 500


@dataclass(frozen=True)
class ExpertInput:
    """An expert as typed by the keeper of the register."""

    name: str
    unit: str
    phone: str
    title: str
    region: str
    years: int
    specialities: list[str]
    unit_code: str = ""
    born_year: int | None = None
    interests: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class DrawInput:
    """A request for experts as typed by the tenderer."""

    size: int
    representatives: int
    strata: list[dict[str, Any]]  # [{"speciality","count"}] in the order in which they are served
    place: str
    evaluation_at: datetime
    hours: int
    region: str = ""


def cleaned(typed: ExpertInput) -> ExpertInput:
    """This will return the same without blanks around the words: one expert is not entered twice for the sake of a blank."""
    interests = [
        {name: value.strip() if isinstance(value, str) else value for name, value in interest.items()}
        if isinstance(interest, dict)
        else interest
        for interest in typed.interests
    ]
    return ExpertInput(
        **asdict(typed) | {name: getattr(typed, name).strip() for name in LONGEST} | {"interests": interests}
    )


def check_expert(typed: ExpertInput) -> None:
    """This will raise NotValid for a field that is missing or malformed, a speciality that is not on the list, or a malformed interest."""
    for name, longest in LONGEST.items():
        value = getattr(typed, name).strip()
        if len(value) > longest or (not value and name != "unit_code"):
            raise refusals.unfilled(name)
    if not 0 <= typed.years <= MOST_YEARS:
        raise refusals.unfilled("years")
    if typed.born_year is not None and not BORN_FROM <= typed.born_year <= BORN_UNTIL:
        raise refusals.unfilled("born_year")
    if not typed.specialities or set(typed.specialities) - set(SPECIALITIES):
        raise refusals.unfilled("specialities")
    if len(set(typed.specialities)) != len(typed.specialities):
        raise refusals.unfilled("specialities")
    if len(typed.interests) > MOST_INTERESTS or not all(_is_interest(interest) for interest in typed.interests):
        raise refusals.unfilled("interests")


def masked_phone(phone: str) -> str:
    """This will hide the middle of a phone number: a list tells who it is, not how to call them."""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) >= 9 else "****"


def check_admissible(*, years: int, on: date) -> None:
    """This will raise NotValid for an expert with too few years of work in the field (ZTB 37)."""
    least = rule("expert_years", on=on).number()
    if years < least:
        raise refusals.too_few_years(least)


def check_request(typed: DrawInput, *, at: datetime) -> None:
    """This will raise NotValid unless the committee is odd, five or more, two thirds experts, and the specialities add up (ZTB 37)."""
    experts = typed.size - typed.representatives
    least = rule("committee_min", on=at.date()).number()
    if not least <= typed.size <= MOST_MEMBERS or typed.size % 2 == 0:
        raise refusals.unlawful_committee("committee_odd" if typed.size % 2 == 0 else "committee_min")
    if typed.representatives < 0 or experts * 3 < typed.size * 2:
        raise refusals.unlawful_committee("committee_experts_min")
    codes = [row["speciality"] for row in typed.strata]
    counts = [row["count"] for row in typed.strata]
    if set(codes) - set(SPECIALITIES) or len(set(codes)) != len(codes) or any(count < 1 for count in counts):
        raise refusals.unfilled("strata")
    if sum(counts) != experts:
        raise refusals.wrong_sum(experts)
    if not typed.place.strip() or len(typed.place) > 200:
        raise refusals.unfilled("place")
    if typed.evaluation_at <= at:
        raise refusals.unfilled("evaluation_at")
    if not 1 <= typed.hours <= 240:
        raise refusals.unfilled("hours")


def _is_interest(interest: Any) -> bool:
    if not isinstance(interest, dict) or set(interest) != {"kind", "organisation", "until_on", "note"}:
        return False
    organisation, note = interest["organisation"], interest["note"]
    if not isinstance(organisation, str) or not isinstance(note, str):
        return False
    try:
        if interest["until_on"] is not None:
            date.fromisoformat(interest["until_on"])
    except (TypeError, ValueError):
        return False
    is_named = 0 < len(organisation.strip()) <= LONGEST["unit"] and len(note) <= LONGEST_NOTE
    return interest["kind"] in INTERESTS and is_named
