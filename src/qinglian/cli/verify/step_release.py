"""The step over releases: signed by whom they name, bound to the closing, every share matching its commitment, nobody selective."""

from collections.abc import Sequence

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact
from qinglian.cli.verify.report import Report, Step
from qinglian.trust.access import BIDDER
from qinglian.trust.release import MOST_RELEASE_BYTES, Release, check_release, open_paper_release, wrong_shares
from qinglian.trust.strict import read_json


def check_releases(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check every published release, keep those that hold for the recomputation, and tell who declared what unopened."""
    step = report.step("交出的份额", "Released shares")
    count = 0
    for opening in (opening for case in cases for opening in case.openings):
        decided = bool(opening.outcomes)
        for fact in opening.of("shares-released/v1"):
            count += 1
            release = _opened_release(step, evidence, opening, fact, must_be_public=decided)
            if release is not None and decided:
                _check_release(step, evidence, opening, fact, release)
    for opening in (opening for case in cases for opening in case.openings):
        _tell_unopened(step, opening)
    step.note("{n} 份交出文件", "{n} releases", n=count)


def _opened_release(
    step: Step, evidence: Evidence, opening: OpeningCase, fact: LoggedFact, *, must_be_public: bool
) -> Release | None:
    """This will read one release; before the quorum is complete it lawfully stays private."""
    try:
        data = evidence.blob(str(fact.body.get("release")))
        if data is None:
            if must_be_public:
                step.find("release_missing", fact.where)
            return None
        value = read_json(data, limit=MOST_RELEASE_BYTES, name="release")
        if isinstance(value, dict) and value.get("type") == "identity-release/v1":
            return _from_paper(opening, fact, value)
        return check_release(value, opening=opening.opening, closing=opening.root)
    except (ValueError, KeyError) as error:
        step.find("release_invalid", fact.where, why=error)
        return None


def _from_paper(opening: OpeningCase, fact: LoggedFact, value: dict[str, object]) -> Release:
    """This will open the envelopes with an identity that was read out, and note the envelopes that hold no share."""
    guardian = str(fact.body.get("guardian"))
    cards = [row.body["card"]["document"] for row in opening.of("card-handed-in/v1")]
    card = next((card for card in reversed(cards) if card.get("guardian") == guardian), None)
    if card is None:
        raise ValueError(f"{guardian} has no card")
    heads = [bid.head for bid in opening.bids.values()]
    release, refused = open_paper_release(value, opening=opening.opening, closing=opening.root, card=card, heads=heads)
    for row in refused:
        opening.unopenable.setdefault(row.manifest, set()).add(guardian)
    return release


def _check_release(step: Step, evidence: Evidence, opening: OpeningCase, fact: LoggedFact, release: Release) -> None:
    guardian = str(fact.body.get("guardian"))
    heads = {manifest: bid.head for manifest, bid in opening.bids.items()}
    if release.guardian != guardian or not _is_theirs(evidence, opening, release):
        step.find("release_foreign", fact.where, guardian=guardian)
        return
    if release.covered - set(opening.manifests):
        step.find("release_unlisted", fact.where, guardian=guardian)
    if any(manifest in heads for manifest in wrong_shares(release, heads)):
        step.find("release_wrong_share", fact.where, guardian=guardian)
    unopenable = {manifest for manifest, names in opening.unopenable.items() if guardian in names}
    if guardian != BIDDER and set(opening.manifests) - release.covered - unopenable:
        step.find("release_selective", fact.where, guardian=guardian)
    opening.releases.append(release)


def _tell_unopened(step: Step, opening: OpeningCase) -> None:
    """This will note which guardian declared which envelopes unopened, and find a declaration that its own identity refutes."""
    for release in opening.releases:
        if not release.unopened:
            continue
        step.note(
            "{where}：保管人 {guardian} 声明 {n} 份信封里没有份额：{named}",
            "{where}: guardian {guardian} declared that {n} envelopes hold no share: {named}",
            where=opening.where,
            guardian=release.guardian,
            n=len(release.unopened),
            named=", ".join(f"{manifest} ({reason})" for manifest, reason in sorted(release.unopened.items())),
        )
        identities = [other for other in opening.releases if other.guardian == release.guardian and other.key == ""]
        for manifest in sorted({name for other in identities for name in other.shares} & set(release.unopened)):
            step.find("release_untrue", f"{opening.where} {manifest}", guardian=release.guardian)


def _is_theirs(evidence: Evidence, opening: OpeningCase, release: Release) -> bool:
    """This will say whether the pinned guardian signed it, or, for its own lock, the bid's own bidder."""
    if release.key == "":
        return True  # an identity read from paper: its match with the card is the proof
    if release.guardian == BIDDER:
        manifest = next(iter(release.shares))
        bid = opening.bids.get(manifest)
        return bid is not None and _was_bound(evidence, bid.head.bidder, release.key)
    pinned = evidence.policy.guardian(release.guardian)
    return pinned is not None and pinned.key == release.key


def _was_bound(evidence: Evidence, bidder: str, key: str) -> bool:
    bound = evidence.book.about(f"organisation:{bidder}", "key-bound/v1")
    return any(fact.body.get("public") == key for fact in bound)
