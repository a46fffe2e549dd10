"""Seeds of drawn coefficients (docs/protocol.md 10): each is what its party committed to before the notice, told once, after the closing."""

from collections import Counter

from qinglian.cli.verify.cases import OpeningCase
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Step
from qinglian.domain.tenders.lots import PARTIES_OF
from qinglian.trust.lots import combined_seed, seed_commitment

PURPOSE = "coefficient"


def check_coefficient_seeds(step: Step, opening: OpeningCase) -> None:
    """This will find seeds that their parties had not committed to, that were told before the closing, or twice."""
    closed, told = opening.first("section-closed/v1"), _told(opening)
    for fact in told:
        if closed is None or fact.index < closed.index or not _fits(fact, opening):
            step.find("coefficient_seed_other", fact.where, party=fact.body["party"])
    for party, times in Counter(str(fact.body["party"]) for fact in told).items():
        if times > 1:
            step.find("seed_told_twice", opening.where, party=party)


def drawn_seed(opening: OpeningCase) -> str | None:
    """This will combine the revealed seeds (hex); None while a party's is neither revealed nor failed."""
    told = _told(opening)
    seeds = [bytes.fromhex(fact.body["seed"]) for fact in told if fact.kind == "seed-revealed/v1"]
    if not seeds or {fact.body["party"] for fact in told} != set(PARTIES_OF[PURPOSE]):
        return None
    return combined_seed(PURPOSE, opening.opening, seeds).hex()


def _told(opening: OpeningCase) -> list[LoggedFact]:
    rows = opening.of("seed-revealed/v1", "seed-failed/v1")
    return [fact for fact in rows if (fact.body["purpose"], fact.body["scope"]) == (PURPOSE, opening.opening)]


def _fits(fact: LoggedFact, opening: OpeningCase) -> bool:
    """Of several commitments of one party the last before the notice counts."""
    party, notice = str(fact.body["party"]), opening.notices[0].index if opening.notices else -1
    committed = [
        one.body["commitment"]
        for one in opening.of("seed-committed/v1")
        if (one.body["purpose"], one.body["party"]) == (PURPOSE, party) and one.index < notice
    ]
    if not committed:
        return False
    if fact.kind == "seed-failed/v1":
        return True
    fitting = seed_commitment(PURPOSE, opening.opening, party, bytes.fromhex(fact.body["seed"])).hex()
    return fitting == str(committed[-1])
