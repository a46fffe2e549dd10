"""The step over receipts that bidders present: each must be in the log and end as opened, failed, superseded or withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass

from qinglian.cli.verify.cases import OpeningCase, TenderCase
from qinglian.cli.verify.evidence import Evidence
from qinglian.cli.verify.report import Report, Step
from qinglian.law.text import Text
from qinglian.trust.log import leaf_hash, verify_inclusion
from qinglian.trust.proof import read_proof
from qinglian.trust.receipt import Receipt, check_receipt, check_receipt_proof


@dataclass(frozen=True)
class Presented:
    """One receipt that holds, with the file that it came in."""

    file: str
    receipt: Receipt
    proof: str | None


ENDINGS = {
    "opened": Text("已开标", "opened"),
    "failed": Text("开标失败", "failed to open"),
    "superseded": Text("已被替换", "superseded"),
    "withdrawn": Text("已撤回", "withdrawn"),
    "pending": Text("未到开标", "not opened yet"),
    "section_ended": Text("标段流标或终止，未开启", "never opened: the section failed or was terminated"),
}


def check_receipts(report: Report, evidence: Evidence, cases: Sequence[TenderCase]) -> None:
    """This will check signature, leaf, place in the log and ending of every receipt that was presented."""
    step = report.step("出示的回执", "Receipts presented")
    presented = [one for row in evidence.wanted.receipts if (one := _read(step, evidence, *row)) is not None]
    for one in presented:
        if _is_in_log(step, evidence, one):
            _check_ending(step, one, presented, cases)
    if not evidence.wanted.receipts:
        step.skip("没有出示回执（--receipt）", "none was presented (--receipt)")


def _read(step: Step, evidence: Evidence, file: str, signed: object, proof: str | None) -> Presented | None:
    if isinstance(signed, str):
        step.find("receipt_unreadable", file, why=signed)
        return None
    try:
        return Presented(file, check_receipt(signed, evidence.policy), proof)
    except ValueError as error:
        step.find("receipt_invalid", file, why=error)
        return None


def _is_in_log(step: Step, evidence: Evidence, one: Presented) -> bool:
    if one.receipt.leaf.hex() in evidence.found:
        return True
    if one.proof is not None:
        return _is_proved(step, evidence, one)
    if evidence.is_partial:
        step.note(
            "{file}：这份部分副本里没有它的叶子，请用完整日志或 .tlog-proof 核对",
            "{file}: its leaf is outside this partial copy; check with the whole log or its .tlog-proof",
            file=one.file,
        )
        return True
    step.find("receipt_not_in_log", one.file)
    return False


def _is_proved(step: Step, evidence: Evidence, one: Presented) -> bool:
    """This will check the receipt's own proof, and that its checkpoint belongs to this log."""
    assert one.proof is not None
    try:
        index, witnessed = check_receipt_proof(one.receipt, one.proof, evidence.policy, quorum=False)
    except ValueError as error:
        step.find("receipt_invalid", one.file, why=error)
        return False
    at = witnessed.checkpoint
    if at.size <= evidence.size and evidence.root_at(at.size) != at.root:
        step.find("receipt_proof_forked", one.file)
        return False
    if at.size > evidence.size:
        return True
    if not evidence.is_partial:
        step.find("receipt_not_in_log", one.file)
        return False
    hashes = read_proof(one.proof).hashes
    verify_inclusion(leaf_hash(one.receipt.leaf), index=index, size=at.size, proof=hashes, root=at.root)
    return True


def _check_ending(step: Step, one: Presented, presented: Sequence[Presented], cases: Sequence[TenderCase]) -> None:
    opening = next((o for case in cases for o in case.openings if o.opening == one.receipt.opening), None)
    ending = (
        "withdrawn" if one.receipt.kind == "bid-withdrawn/v1" else _ending(one.receipt.manifest, opening, presented)
    )
    if ending is None:
        step.find("receipt_unresolved", one.file)
    else:
        said = ENDINGS[ending]
        step.notes.append(Text(f"{one.file}：{said.zh}", f"{one.file}: {said.en}"))


def _ending(manifest: str, opening: OpeningCase | None, presented: Sequence[Presented]) -> str | None:
    if opening is None or not opening.of("section-closed/v1"):
        return "pending"
    for fact in opening.outcomes:
        if fact.body.get("manifest") == manifest:
            return "failed" if fact.kind == "bid-failed/v1" else "opened"
    facts = [(fact.kind, fact.body) for fact in opening.of("bid-received/v1", "bid-withdrawn/v1")]
    facts += [(other.receipt.kind, other.receipt.fact["body"]) for other in presented]
    if any(kind == "bid-received/v1" and body.get("supersedes") == manifest for kind, body in facts):
        return "superseded"
    if any(kind == "bid-withdrawn/v1" and body.get("manifest") == manifest for kind, body in facts):
        return "withdrawn"
    if manifest in opening.manifests or not opening.first("release-started/v1"):
        return "section_ended" if opening.of("section-failed/v1") else "pending"
    return None
