"""Steps over the opening: bids as their bidders signed them, shares as their holders signed them, every outcome recomputed."""

from collections.abc import Callable, Sequence

from qinglian.cli.verify.cases import OpenedBid, OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.domain.tenders.sheet_form import check_sheet
from qinglian.trust.faults import BIDDERS_FAULT, SealFault
from qinglian.trust.manifest import PackageHead, read_head_bytes
from qinglian.trust.seal import open_compartment

Progress = Callable[[int], None]


def check_bids(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check each opened bid's head: of the list, signed by its bidder's bound key, sealed to this opening and notice."""
    step = report.step("每份投标文件由其投标人签署", "Every bid is its bidder's own")
    for opening in (opening for case in cases for opening in case.openings):
        for fact in opening.outcomes:
            _check_outcome_fact(step, evidence, opening, fact)
        _check_complete(step, opening)
    step.note(
        "{n} 份签名与绑定的密钥相符",
        "{n} signatures by bound keys",
        n=sum(len(o.bids) for c in cases for o in c.openings),
    )


def check_outcomes(
    report: Report, evidence: Evidence, cases: Sequence[TenderCase], progress: Progress = lambda _: None
) -> None:
    """This will open every bid again with the released shares and compare outcome, fault and sheet with the published ones."""
    step = report.step("用公开的份额重新开标", "Opened again with the released shares")
    count = failed = 0
    for opening in (opening for case in cases for opening in case.openings):
        for bid in opening.bids.values():
            failed += _check_outcome(step, evidence, opening, bid)
            count += 1
            progress(count)
    report.counts |= {"bids": count, "opened": count - failed, "failed": failed}
    step.note(
        "{n} 份重新解密并逐项相符，{f} 份失败", "{n} opened again and compared, {f} of them failed", n=count, f=failed
    )


def _check_outcome_fact(step: Step, evidence: Evidence, opening: OpeningCase, fact: LoggedFact) -> None:
    manifest = str(fact.body.get("manifest"))
    if manifest not in opening.manifests:
        step.find("bid_not_in_list", fact.where)
    if manifest in opening.bids:
        step.find("bid_opened_twice", fact.where)
        return
    try:
        data = evidence.blob(str(fact.body.get("head")))
        if data is None:
            step.find("head_missing", fact.where)
            return
        head = read_head_bytes(data)
    except ValueError as error:
        step.find("head_invalid", fact.where, why=error)
        return
    if head.hash != manifest or head.bidder != fact.body.get("bidder"):
        step.find("manifest_other", fact.where)
        return
    opening.bids[manifest] = OpenedBid(fact, head)
    _check_manifest(step, evidence, opening, opening.bids[manifest])


def _check_manifest(step: Step, evidence: Evidence, opening: OpeningCase, bid: OpenedBid) -> None:
    manifest = bid.head.manifest
    notice = next((fact for fact in opening.notices if fact.leaf == manifest["notice"]), None)
    if manifest["opening"] != opening.opening:
        step.find("manifest_foreign", bid.fact.where, why="opening")
    elif notice is None:
        step.find("manifest_foreign", bid.fact.where, why="notice")
    elif manifest["access"] != notice.body.get("access"):
        step.find("manifest_foreign", bid.fact.where, why="access")
    if not _is_bound(evidence, opening, bid.head):
        step.find("key_unbound", bid.fact.where, bidder=bid.head.bidder)


def _is_bound(evidence: Evidence, opening: OpeningCase, head: PackageHead) -> bool:
    """This will say whether the key was bound to the bidder when its bid arrived, by facts before that in the log."""
    arrived = next((fact for fact in opening.of("bid-received/v1") if fact.body.get("manifest") == head.hash), None)
    if arrived is None:
        return True  # named by the step on closing lists
    bound = False
    for fact in evidence.book.about(f"organisation:{head.bidder}", "key-bound/v1", "key-revoked/v1"):
        if fact.body.get("public") == head.key and fact.index < arrived.index:
            bound = fact.kind == "key-bound/v1" and fact.body.get("organisation") == head.bidder
    return bound


def _check_complete(step: Step, opening: OpeningCase) -> None:
    """Once the opening is finished every bid of the list has one outcome, and no bidder stands twice."""
    if opening.outcomes and opening.first("opening-finished/v1"):
        decided = {str(fact.body.get("manifest")) for fact in opening.outcomes}
        for manifest in sorted(set(opening.manifests) - decided):
            step.find("bid_unopened", f"{opening.where} {manifest}")
    bidders = [bid.head.bidder for bid in opening.bids.values()]
    for bidder in sorted(
        {bidder for bidder in bidders if bidders.count(bidder) > 1} if len(set(bidders)) < len(bidders) else ()
    ):
        step.find("bidder_twice", opening.where, bidder=bidder)


def _check_outcome(step: Step, evidence: Evidence, opening: OpeningCase, bid: OpenedBid) -> bool:
    """This will recompute one bid and return whether it failed."""
    ciphertext = _ciphertext(step, evidence, bid)
    computed, sheet = _recompute(opening, bid.head, ciphertext)
    published = (bid.fact.body.get("fault"), bid.fact.body.get("reason")) if bid.fact.kind == "bid-failed/v1" else None
    if computed != published:
        step.find("outcome_differs", bid.fact.where, computed=_said(computed), published=_said(published))
    elif computed is None and sheet != bid.fact.body.get("sheet"):
        step.find("sheet_differs", bid.fact.where)
    bid.sheet = sheet
    return computed is not None


def _ciphertext(step: Step, evidence: Evidence, bid: OpenedBid) -> bytes:
    try:
        data = evidence.blob(bid.head.manifest["compartments"]["sheet"]["sha256"])
    except ValueError:
        step.find("ciphertext_changed", bid.fact.where)
        return b""
    if data is None:
        step.find("ciphertext_missing", bid.fact.where)
    return data or b""


def _recompute(
    opening: OpeningCase, head: PackageHead, ciphertext: bytes
) -> tuple[tuple[str, str] | None, dict[str, object] | None]:
    """This will return ((fault, reason) or None, sheet) of one bid, from all shares that were released for it."""
    shares = {
        release.guardian: release.shares[head.hash]
        for release in opening.releases
        if release.compartment == "sheet" and head.hash in release.shares
    }
    try:
        inner = open_compartment(head, "sheet", ciphertext, shares, unopenable=opening.unopenable.get(head.hash, ()))
    except SealFault as fault:
        return (fault.fault, fault.reason), None
    if check_sheet(opening.terms.get("sheet_form", []), inner.sheet):
        return (BIDDERS_FAULT, "sheet_invalid"), None
    return None, inner.sheet


def _said(outcome: tuple[object, object] | None) -> str:
    return "opened" if outcome is None else f"failed({outcome[0] or '-'}: {outcome[1]})"
