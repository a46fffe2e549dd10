"""Who must not evaluate, case by case (ZTB 37; REG 46)."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

from qinglian.domain.experts.recusal import REASONS, Exclusion, Party, excluded
from qinglian.trust import draw

ON = date(2026, 12, 11)
BIDDER = Party("org-b", "江城（第一）建设有限公司", "91330100AAAAAAAAA1")
TENDERER = Party("org-t", "江北新区教育局", "11330100AAAAAAAAA2")
OFFICE = Party("org-s", "江城市住房和城乡建设局", "11330100AAAAAAAAA3")


@dataclass
class Someone:
    """An expert of no interest."""

    unit: str = "江城大学"
    unit_code: str = ""
    interests: list[dict[str, Any]] = field(default_factory=list)
    state: str = "active"


def judged(expert: Someone, *, evaluations: int = 0) -> Exclusion | None:
    """This will judge an expert against one bidder."""
    return excluded(
        expert, bidders=[BIDDER], tenderers=[TENDERER], supervisor=OFFICE, evaluations=evaluations, ceiling=8, on=ON
    )


def interest(kind: str, *, organisation: str = BIDDER.name, until: str | None = None) -> Someone:
    """This will make an expert who declared an interest."""
    return Someone(interests=[{"kind": kind, "organisation": organisation, "until_on": until, "note": ""}])


@pytest.mark.parametrize(
    ("expert", "reason", "organisation"),
    [
        (Someone(unit=BIDDER.name), "same_unit", "org-b"),
        (Someone(unit="江城(第一)建设 有限公司"), "same_unit", "org-b"),
        (Someone(unit_code=BIDDER.credit_code), "same_unit", "org-b"),
        (Someone(unit=TENDERER.name), "same_unit", "org-t"),
        (Someone(unit=OFFICE.name), "supervising_staff", "org-s"),
        (interest("employment"), "employment", "org-b"),
        (interest("employment", until="2023-12-11"), "employment", "org-b"),
        (interest("shareholding", organisation=BIDDER.credit_code), "shareholding", "org-b"),
        (interest("kin"), "kin", "org-b"),
        (interest("other"), "declared_interest", "org-b"),
    ],
)
def test_an_interest_excludes(expert: Someone, reason: str, organisation: str) -> None:
    assert judged(expert) == Exclusion(reason, {"organisation": organisation})


@pytest.mark.parametrize(
    "expert",
    [
        Someone(),
        interest("employment", until="2023-12-10"),
        interest("kin", organisation="别的单位"),
    ],
)
def test_no_interest_does_not(expert: Someone) -> None:
    assert judged(expert) is None


def test_states_and_workload_exclude() -> None:
    assert judged(Someone(state="suspended")) == Exclusion("suspended", {"state": "suspended"})
    assert judged(Someone(state="removed")) == Exclusion("unavailable", {"state": "removed"})
    assert judged(Someone(), evaluations=7) is None
    assert judged(Someone(), evaluations=8) == Exclusion("workload", {"evaluations": "8", "ceiling": "8"})


def test_every_reason_has_words_and_the_protocols_code() -> None:
    assert set(REASONS) == set(draw.REASONS)
