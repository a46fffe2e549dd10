"""Steps over the facts: each open fact gives its leaf, sealed facts that were disclosed too, and no time is back-dated."""

from datetime import UTC, datetime, timedelta
from typing import Any

from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.facts import LoggedFact, read_fact
from qinglian.cli.verify.report import Report, Step
from qinglian.cli.verify.shapes import wrong_shape
from qinglian.cli.verify.source import MOST_BLOB_BYTES, MOST_BUNDLE_BYTES
from qinglian.trust.log import TILE_WIDTH, facts_path
from qinglian.trust.strict import fields, read_json, sequence, whole

TOLERANCE = timedelta(minutes=2)  # from an act's moment to its place in the log
_OPEN, _CLOSED = {"index", "leaf", "salt", "fact"}, {"index", "leaf"}


def check_facts(report: Report, evidence: Evidence) -> None:
    """This will read the facts feed and check that every open fact gives the leaf at its index."""
    step = report.step("公开的事实", "Open facts")
    for number in range(-(-evidence.size // TILE_WIDTH)):
        if number not in evidence.missing_bundles:
            _check_bundle(step, evidence, number)
    evidence.book.sort()
    step.note("{n} 条公开事实与各自的叶子相符", "{n} open facts give their leaves", n=evidence.book.count)


def check_disclosures(report: Report, evidence: Evidence) -> None:
    """This will open the sealed facts that were disclosed later and check each against its leaf."""
    step = report.step("后来公开的密封事实", "Sealed facts, disclosed later")
    before = evidence.book.count
    disclosing = [
        fact for fact in evidence.book.all_facts() if fact.kind == "disclosed/v1" and _is_wanted(evidence, fact.subject)
    ]
    for fact in disclosing:
        _check_disclosure(step, evidence, fact)
    evidence.book.sort()
    step.note("{n} 条密封事实与叶子相符", "{n} sealed facts give their leaves", n=evidence.book.count - before)


def check_times(report: Report, evidence: Evidence) -> None:
    """This will find facts that stand in the log after later ones, or after a moment at which witnesses saw a log without them.

    Under a simulated origin clocks are played, tender by tender: only the order within one tender is compared.
    """
    step = report.step("没有倒填时间", "No back-dating")
    if report.simulated:
        for facts in evidence.book.by_subject.values():
            _check_order(step, facts)
        step.note("模拟环境：只比较同一项目内的先后", "simulated: compared within each tender alone")
        return
    facts = list(evidence.book.all_facts())
    _check_order(step, facts)
    for name, note in evidence.wanted.since:
        _check_against_witnesses(step, evidence, facts, name, note)
    step.note("{n} 条事实的时间与次序相符", "{n} facts stand in the order of their times", n=len(facts))


def _check_bundle(step: Step, evidence: Evidence, number: int) -> None:
    width = min(TILE_WIDTH, evidence.size - number * TILE_WIDTH)
    leaves = evidence.reader.entries(number, evidence.size)
    if evidence.sought:
        evidence.found |= evidence.sought.intersection(leaf.hex() for leaf in leaves)
    data = _bundle_bytes(evidence, number, width)
    if data is None:
        step.find("facts_missing", path=facts_path(number, width))
        return
    try:
        entries = read_json(data, limit=MOST_BUNDLE_BYTES, name=facts_path(number, width))
        entries = sequence(entries, name=facts_path(number, width), least=width, most=TILE_WIDTH)[:width]
    except ValueError as error:
        step.find("facts_malformed", why=error)
        return
    for index, (entry, leaf) in enumerate(zip(entries, leaves, strict=True), start=number * TILE_WIDTH):
        _check_entry(step, evidence, entry, index, leaf.hex())


def _bundle_bytes(evidence: Evidence, number: int, width: int) -> bytes | None:
    for path in dict.fromkeys((facts_path(number, width), facts_path(number))):
        try:
            return evidence.source.read(path)
        except FileNotFoundError:
            continue
    return None


def _check_entry(step: Step, evidence: Evidence, entry: Any, index: int, leaf: str) -> None:
    try:
        if not isinstance(entry, dict) or set(entry) not in (_OPEN, _CLOSED):
            raise ValueError(f"entry {index} has other members than it should")
        if whole(entry["index"], name="index") != index or entry["leaf"] != leaf:
            step.find("fact_leaf_differs", f"#{index}")
            return
        if "fact" not in entry:
            return
        fact = read_fact(entry)
    except (ValueError, KeyError) as error:
        step.find("facts_malformed", f"#{index}", why=error)
        return
    if fact.leaf != leaf:
        step.find("fact_changed", fact.where)
    elif _is_wanted(evidence, fact.subject):
        _file(step, evidence, fact)


def _file(step: Step, evidence: Evidence, fact: LoggedFact) -> None:
    """This will keep a fact for the later steps once its body has the shape that they rely on."""
    wrong = wrong_shape(fact.kind, fact.body)
    if wrong:
        step.find("fact_malformed", fact.where, why=wrong)
    else:
        evidence.book.add(fact)


def _is_wanted(evidence: Evidence, subject: str) -> bool:
    tender = evidence.wanted.tender
    return tender is None or not subject.startswith("tender:") or subject == f"tender:{tender}"


def _check_disclosure(step: Step, evidence: Evidence, disclosing: LoggedFact) -> None:
    try:
        data = evidence.blob(str(disclosing.body.get("blob")))
    except ValueError:
        step.find("disclosure_changed", disclosing.where)
        return
    if data is None:
        step.find("disclosure_missing", disclosing.where)
        return
    try:
        rows = sequence(read_json(data, limit=MOST_BLOB_BYTES, name="disclosure"), name="disclosure", most=10**6)
        opened = [read_fact(fields(row, ("index", "salt", "fact"), name="disclosure"), disclosed=True) for row in rows]
    except (ValueError, KeyError) as error:
        step.find("facts_malformed", disclosing.where, why=error)
        return
    for fact in opened:
        if evidence.leaf_at(fact.index) != fact.leaf or fact.index >= disclosing.index:
            step.find("disclosure_changed", fact.where)
        else:
            _file(step, evidence, fact)


def _check_order(step: Step, facts: list[LoggedFact]) -> None:
    """This will compare each fact with the latest moment before it in the log."""
    latest: LoggedFact | None = None
    for fact in facts:
        if latest is not None and fact.at < latest.at - TOLERANCE:
            step.find("fact_backdated", fact.where, at=fact.at.isoformat(), after=latest.at.isoformat())
        elif latest is None or fact.at > latest.at:
            latest = fact


def _check_against_witnesses(step: Step, evidence: Evidence, facts: list[LoggedFact], name: str, note: str) -> None:
    """This will find facts that claim a moment before the cosignature of a checkpoint that does not hold them."""
    try:
        witnessed = evidence.policy.open_checkpoint(note, quorum=True)
    except ValueError:
        return  # named by the step on remembered checkpoints
    if not witnessed.cosigned:
        return
    seen = datetime.fromtimestamp(min(witnessed.cosigned.values()), UTC)
    for fact in facts:
        if fact.index >= witnessed.checkpoint.size and fact.at < seen - TOLERANCE:
            step.find("fact_after_witness", f"{fact.where} ({name})", at=fact.at.isoformat(), seen=seen.isoformat())
