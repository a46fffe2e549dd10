"""A seed that is said to have failed (docs/protocol.md 10): guardians' releases and the deposit must show it, or somebody left a seed out."""

from typing import Any

from qinglian.cli.verify.cases import OpeningCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Step
from qinglian.trust.access import BIDDER
from qinglian.trust.deposit import check_deposit, check_seed_release, fault_of
from qinglian.trust.strict import read_json

MOST_DEPOSIT_BYTES = 4 * 1024 * 1024
_LOT = ("purpose", "scope", "party")


def check_seed_faults(step: Step, evidence: Evidence, opening: OpeningCase, purpose: str) -> None:
    """This will find failed seeds of this purpose whose failure does not follow from what pinned guardians released before."""
    for fact in opening.of("seed-failed/v1"):
        if fact.body["purpose"] != purpose:
            continue
        try:
            found = _fault(evidence, opening, fact) or "the released shares give a seed, or do not decide yet"
        except (ValueError, KeyError, TypeError) as error:
            found = str(error)
        if found != fact.body["reason"]:
            step.find("seed_fault_unproven", fact.where, party=fact.body["party"], why=found)


def _fault(evidence: Evidence, opening: OpeningCase, failed: LoggedFact) -> str | None:
    deposit = _deposit(evidence, opening, failed)
    shares: dict[str, bytes | None] = {}
    for fact in _before(opening, "seed-share-released/v1", failed):
        guardian, share, key = check_seed_release(_blob(evidence, fact.body["release"]), deposit=deposit)
        pinned = evidence.policy.guardian(guardian)
        if pinned is None or pinned.key != key:
            raise ValueError(f"a release is not signed by {guardian}")
        shares[guardian] = share
    return fault_of(deposit, shares)


def _deposit(evidence: Evidence, opening: OpeningCase, failed: LoggedFact) -> dict[str, Any]:
    """This will return the deposit of the commitment in force, split over the notice's guardians."""
    committed = _before(opening, "seed-committed/v1", failed)
    notice = opening.notice if failed.body["purpose"] == "draw" else next(iter(opening.notices), None)
    if not committed or notice is None:
        raise ValueError("no commitment stands before it")
    body = committed[-1].body
    groups = [group for group in notice.body["access"]["groups"] if group["name"] != BIDDER]
    return check_deposit(
        _blob(evidence, body["deposit"]),
        **{name: body[name] for name in (*_LOT, "commitment")},
        access={"mode": "G", "groups": groups},
    )


def _before(opening: OpeningCase, kind: str, failed: LoggedFact) -> list[LoggedFact]:
    """This will list the facts of this kind about the same party's seed that stand before the failure."""
    lot = [failed.body[name] for name in _LOT]
    rows = [fact for fact in opening.of(kind) if fact.index < failed.index]
    return [fact for fact in rows if [fact.body[name] for name in _LOT] == lot]


def _blob(evidence: Evidence, name: str) -> Any:
    data = evidence.blob(name)
    if data is None:
        raise ValueError(f"blob {name} is not published")
    return read_json(data, limit=MOST_DEPOSIT_BYTES, name="blob")
