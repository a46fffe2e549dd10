"""Steps over the log itself: policy, checkpoint, witnesses, every leaf and tile, remembered checkpoints."""

import json
from typing import Any

from qinglian.cli.verify.evidence import Evidence, Stop, Wanted
from qinglian.cli.verify.report import Report, Step
from qinglian.cli.verify.source import Source
from qinglian.trust.audit import walk_leaves
from qinglian.trust.canonical import jcs
from qinglian.trust.log import TILE_WIDTH, TileReader, leaf_hash, tile_path, verify_inclusion
from qinglian.trust.policy import Policy, Witnessed, policy_digest, read_policy
from qinglian.trust.strict import read_json

MOST_POLICY_BYTES = 1024 * 1024


def check_policy(report: Report, source: Source, pinned: bytes | None) -> Policy:
    """This will read the policy that the verifier pinned; without one the server's own, which proves self-consistency alone."""
    step = report.step("信任名单", "Policy: whose signatures count")
    report.pinned = pinned is not None
    try:
        served = _read_or_none(source, "policy.json")
        value = _policy_value(pinned if pinned is not None else served)
        policy = read_policy(value)
    except ValueError as error:
        step.find("policy_unreadable", why=error)
        raise Stop from None
    _compare_policies(step, value, served if pinned is not None else None)
    report.origin, report.simulated = policy.origin, policy.is_simulated
    step.note(
        "{origin}，名单指纹 {digest}",
        "{origin}, digest {digest}",
        origin=policy.origin,
        digest=policy_digest(value)[:16],
    )
    step.note(
        "见证方 {n} 个，须 {quorum} 个联署；保管人 {guardians} 名",
        "{n} witnesses, {quorum} must cosign; {guardians} guardians",
        n=len(policy.witnesses),
        quorum=policy.quorum,
        guardians=len(policy.guardians),
    )
    return policy


def check_checkpoint(report: Report, source: Source, policy: Policy) -> Witnessed:
    """This will verify the log's signature on the checkpoint and count the witnesses' cosignatures."""
    step = report.step("检查点与见证", "Checkpoint and witnesses")
    witnessed = _opened_checkpoint(step, source, policy)
    while len(witnessed.cosigned) < policy.quorum and source.waits_for_more():
        witnessed = _opened_checkpoint(step, source, policy)
    if len(witnessed.cosigned) < policy.quorum:
        step.find("quorum_missing", have=len(witnessed.cosigned), need=policy.quorum)
    names = ", ".join(sorted(witnessed.cosigned)) or "—"
    size, root = witnessed.checkpoint.size, witnessed.checkpoint.root.hex()
    step.note("{size} 条，根 {root}", "{size} leaves, root {root}", size=size, root=root)
    step.note("联署：{names}", "cosigned by: {names}", names=names)
    return witnessed


def _opened_checkpoint(step: Step, source: Source, policy: Policy) -> Witnessed:
    note = _read_or_none(source, "checkpoint")
    if note is None:
        step.find("checkpoint_missing")
        raise Stop
    try:
        return policy.open_checkpoint(note, quorum=False)
    except ValueError as error:
        step.find("checkpoint_invalid", why=error)
        raise Stop from None


def begin(source: Source, wanted: Wanted, policy: Policy, witnessed: Witnessed) -> Evidence:
    """This will return the evidence that the later steps add to."""
    return Evidence(source, wanted, policy, TileReader(source.read), witnessed, sought=_leaves_of(wanted))


def _leaves_of(wanted: Wanted) -> set[str]:
    documents = [row[1].get("document") for row in wanted.receipts if isinstance(row[1], dict)]
    return {str(document.get("leaf")) for document in documents if isinstance(document, dict)}


def check_tree(report: Report, evidence: Evidence) -> None:
    """This will check every leaf and tile that is here against the signed root; all of them, unless a partial copy is at hand."""
    step = report.step("日志的每一条", "Every leaf of the log")
    evidence.missing_bundles = _missing_bundles(evidence)
    try:
        if evidence.is_partial:
            _check_present_bundles(evidence)
        else:
            checkpoint = evidence.witnessed.checkpoint
            for _ in walk_leaves(evidence.reader, size=checkpoint.size, root=checkpoint.root):
                pass
    except FileNotFoundError as error:
        step.find("tile_missing", path=error.args[0])
        raise Stop from None
    except ValueError as error:
        step.find("tree_mismatch", why=error)
        raise Stop from None
    if evidence.is_partial:
        held = evidence.size - len(evidence.missing_bundles) * TILE_WIDTH
        step.note(
            "这是部分副本：约 {held} 条，共 {size} 条",
            "a partial copy: about {held} of {size} leaves",
            held=max(held, 0),
            size=evidence.size,
        )
    else:
        step.note(
            "{size} 条叶子与全部瓦片都与根相符", "{size} leaves and all tiles lead to the root", size=evidence.size
        )


def check_remembered(report: Report, evidence: Evidence) -> None:
    """This will check that the log still begins with what it was at each remembered checkpoint (`--since`)."""
    step = report.step("与记住的检查点一致", "Consistent with remembered checkpoints")
    if not evidence.wanted.since:
        step.skip("没有给出以前的检查点（--since）", "no earlier checkpoint was given (--since)")
    for name, note in evidence.wanted.since:
        _check_one_remembered(step, evidence, name, note)


def _check_one_remembered(step: Step, evidence: Evidence, name: str, note: str) -> None:
    try:
        old = evidence.policy.open_checkpoint(note, quorum=False).checkpoint
    except ValueError as error:
        step.find("remembered_invalid", name, why=error)
        return
    if old.size > evidence.size:
        step.find("log_shrunk", name, old=old.size, size=evidence.size)
    elif evidence.root_at(old.size) != old.root:
        step.find("log_forked", name, old=old.size)
    else:
        step.note(
            "{name}：{old} 条是现在日志的开头", "{name}: its {old} leaves begin this log", name=name, old=old.size
        )


def _missing_bundles(evidence: Evidence) -> set[int]:
    if not evidence.source.is_partial_allowed():
        return set()
    missing = set()
    for index in range(-(-evidence.size // TILE_WIDTH)):
        width = min(TILE_WIDTH, evidence.size - index * TILE_WIDTH)
        paths = {tile_path("entries", index, width), tile_path("entries", index)}
        if all(_read_or_none(evidence.source, path) is None for path in paths):
            missing.add(index)
    return missing


def _check_present_bundles(evidence: Evidence) -> None:
    """This will prove each bundle that is here: its leaves are the tile's, and the tile leads to the root."""
    checkpoint = evidence.witnessed.checkpoint
    for index in sorted(set(range(-(-checkpoint.size // TILE_WIDTH))) - evidence.missing_bundles):
        hashes = [leaf_hash(leaf) for leaf in evidence.reader.entries(index, checkpoint.size)]
        if evidence.reader.tile(0, index, checkpoint.size) != b"".join(hashes):
            raise ValueError(f"tile {index} does not hold the hashes of its entries")
        first = index * TILE_WIDTH
        proof = evidence.reader.inclusion_proof(first, checkpoint.size)
        verify_inclusion(hashes[0], index=first, size=checkpoint.size, proof=proof, root=checkpoint.root)


def _policy_value(data: bytes | None) -> Any:
    if data is None:
        raise ValueError("there is none")
    return read_json(data, limit=MOST_POLICY_BYTES, name="policy")


def _compare_policies(step: Step, value: Any, served: bytes | None) -> None:
    try:
        if served is not None and jcs(json.loads(served)) != jcs(value):
            step.find("policy_differs")
    except ValueError:
        step.find("policy_differs")


def _read_or_none(source: Source, path: str) -> bytes | None:
    try:
        return source.read(path)
    except FileNotFoundError:
        return None
