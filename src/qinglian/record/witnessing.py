"""Asking the witnesses for cosignatures on the newest checkpoint, and publishing it with what came in."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

from django.db import transaction

from qinglian.record import checkpoints, failpoints, store, witnesses
from qinglian.record.alone import alone
from qinglian.record.models import Checkpoint, WitnessState
from qinglian.record.witnesses import Answer, Witness
from qinglian.trust.note import cosignatures_of
from qinglian.trust.strict import to_base64


def ask_witnesses(*, at: datetime, patience: timedelta = timedelta(), every: bool = False) -> int:
    """This will ask every witness that has not cosigned the newest checkpoint, publish it, and return how many have cosigned it.

    A witness that is down leaves the checkpoint waiting and is asked again after `patience`. One that has seen a longer or another log
    is remembered, and the sequencer's guard refuses to sign from then on. After a restart or a restore `every` witness is asked what it
    has seen, also those whose cosignature the database holds.
    """
    row = Checkpoint.objects.order_by("-size").first()
    if row is None:
        return 0
    missing = [witness for witness in _to_be_asked(at - patience) if every or witness.name not in row.cosignatures]
    if row.size and missing:
        _ask_all(missing, row, at)
    with alone():
        checkpoints.publish_newest()
    row.refresh_from_db()
    return len(row.cosignatures)


def _to_be_asked(faulty_before: datetime) -> list[Witness]:
    resting = set(WitnessState.objects.filter(fault_at__gt=faulty_before).values_list("name", flat=True))
    return [witness for witness in witnesses.configured() if witness.name not in resting]


def _ask_all(missing: Sequence[Witness], row: Checkpoint, at: datetime) -> None:
    states = {witness.name: WitnessState.objects.get_or_create(name=witness.name)[0] for witness in missing}
    answers = _answers(missing, row, [states[witness.name].size for witness in missing])
    behind = [(w, a.size) for w, a in zip(missing, answers, strict=True) if _holds_another_size(a, row, states[w.name])]
    again = dict(
        zip([w.name for w, _ in behind], _answers([w for w, _ in behind], row, [s for _, s in behind]), strict=True)
    )
    failpoints.reach("witness-asked")
    for witness, answer in zip(missing, answers, strict=True):
        _take(witness, again.get(witness.name, answer), row, at)
    failpoints.reach("cosignatures-stored")


def _holds_another_size(answer: Answer, row: Checkpoint, state: WitnessState) -> bool:
    return answer.size is not None and answer.size <= row.size and answer.size != state.size


def _answers(asked: Sequence[Witness], row: Checkpoint, sizes: Sequence[int | None]) -> list[Answer]:
    """This will ask these witnesses at the same time, each from the size that it is known to hold."""
    if not asked:
        return []
    bodies = [_body(row, min(size or 0, row.size)) for size in sizes]
    with ThreadPoolExecutor(max_workers=len(asked)) as pool:
        return list(pool.map(witnesses.ask, asked, bodies))


def _body(row: Checkpoint, old: int) -> str:
    proof = store.reader().consistency_proof(old, row.size) if old else []
    return witnesses.request_body(old=old, proof=[to_base64(hashed) for hashed in proof], note=row.note)


def _take(witness: Witness, answer: Answer, row: Checkpoint, at: datetime) -> None:
    state = WitnessState.objects.get(name=witness.name)
    line = _line_of(witness, answer, row)
    if line:
        _store_line(witness.name, line, row, at)
        state.size, state.seen_at, state.conflict, state.fault, state.fault_at = row.size, at, False, "", None
        state.ahead_seconds = _seconds_ahead(witness, row.note + line, at)
    else:
        state.size = max(state.size, answer.size or 0)
        state.conflict = _is_conflict(answer, row)
        state.fault, state.fault_at = answer.fault or "its answer held no valid cosignature of its key", at
    state.save()


def _line_of(witness: Witness, answer: Answer, row: Checkpoint) -> str:
    """This will return the witness's own valid signature line out of its answer; empty when there is none."""
    for line in answer.lines.splitlines(keepends=True):
        try:
            if cosignatures_of(row.note + line, [witness.verifier()]):
                return line
        except ValueError:
            continue
    return ""


def _seconds_ahead(witness: Witness, note: str, at: datetime) -> int:
    """This will compare our hour with the witness's; a cosignature's time is a whole second, an odd one counts as far off."""
    theirs = cosignatures_of(note, [witness.verifier()])[witness.name]
    return max(-(2**31), min(int(at.timestamp()) - theirs, 2**31 - 1))


def _is_conflict(answer: Answer, row: Checkpoint) -> bool:
    """422: our tree does not extend the one it cosigned. 409 with our own size: it holds another root."""
    return answer.fault.startswith("HTTP 422") or answer.size == row.size


def _store_line(name: str, line: str, row: Checkpoint, at: datetime) -> None:
    with transaction.atomic():
        stored = Checkpoint.objects.select_for_update().get(pk=row.pk)
        stored.cosignatures[name] = line
        known = {witness.name for witness in witnesses.configured()}
        if stored.quorum_at is None and len(known & set(stored.cosignatures)) >= witnesses.quorum():
            stored.quorum_at = at
        stored.save()
