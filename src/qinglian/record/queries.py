"""Questions to the record. Everything here is public knowledge unless a function says otherwise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record import checkpoints, feed, store, witnesses
from qinglian.record.models import Checkpoint, Fact, Secrecy, WitnessState
from qinglian.record.prepared import prepared
from qinglian.trust.proof import write_proof


@dataclass(frozen=True)
class WitnessView:
    """One witness as the log page shows it. `size` is the last checkpoint that it cosigned; `waiting` is true when that is not the newest."""

    name: str
    key: str
    size: int
    seen_at: datetime | None
    waiting: bool
    conflict: bool
    fault: str


@dataclass(frozen=True)
class LogEntry:
    """One leaf as the public sees it: `fact` is None while it is sealed, confidential, erased, or cover."""

    index: int
    leaf: str
    fact: dict[str, Any] | None


def facts_about(subject: str, *, kinds: Sequence[str] = ()) -> list[Fact]:
    """This will list the open facts about a subject (`tender:JC-2026-0417`), of these kinds alone if any are named, in the order of the
    log; the newest may lack an index yet."""
    rows = Fact.objects.filter(subject=subject, secrecy=Secrecy.OPEN, erased_at=None).order_by("id")
    return list(rows.filter(kind__in=kinds) if kinds else rows)


def latest_checkpoint() -> Checkpoint | None:
    """This will return the newest signed checkpoint, cosigned or waiting; None before the log is opened."""
    return next(iter(_newest()), None)


@prepared
def _newest() -> QuerySet[Checkpoint]:
    return Checkpoint.objects.order_by("-size")[:1]


@prepared
def _states() -> QuerySet[WitnessState]:
    return WitnessState.objects.all()


def latest_cosigned() -> Checkpoint | None:
    """This will return the newest checkpoint that a quorum of witnesses has cosigned."""
    return Checkpoint.objects.filter(quorum_at__isnull=False).order_by("-size").first()


def cosigned_note(fact: Fact) -> str | None:
    """This will return the note of the first checkpoint, cosigned by the quorum, that includes this fact; None while it waits."""
    if fact.index is None:
        return None
    row = Checkpoint.objects.filter(size__gt=fact.index, quorum_at__isnull=False).order_by("size").first()
    return checkpoints.text_of(row) if row else None


def is_cosigned(fact: Fact) -> bool:
    """This will say whether a checkpoint that the quorum has cosigned includes this fact."""
    if fact.index is None:
        fact.refresh_from_db(fields=["index"])
    return fact.index is not None and Checkpoint.objects.filter(size__gt=fact.index, quorum_at__isnull=False).exists()


def proof_of(fact: Fact) -> str:
    """This will prove that the log holds this fact's leaf: C2SP tlog-proof text under the newest cosigned checkpoint that includes it,
    or under the newest one while the witnesses are waited for. NotNow before the sequencer has numbered it (a second or so)."""
    if fact.index is None:
        fact.refresh_from_db(fields=["index"])
    including = Checkpoint.objects.filter(size__gt=-1 if fact.index is None else fact.index).order_by("-size")
    row = including.filter(quorum_at__isnull=False).first() or including.first()
    if fact.index is None or row is None:
        raise NotNow(
            Text("这条事实还没有编入日志。", "This fact has no place in the log yet."),
            rule="record.sequence",
            article="PLT",
            next_step=Text("请在几秒后再取证明。", "Ask for the proof again in a few seconds."),
        )
    hashes = store.reader().inclusion_proof(fact.index, row.size)
    return write_proof(index=fact.index, hashes=hashes, checkpoint=checkpoints.text_of(row))


def fact_with_leaf(leaf: str) -> Fact | None:
    """This will find a fact by its leaf (64 hex digits), whatever its secrecy: callers show no more than `proof_of` it."""
    return Fact.objects.filter(leaf=bytes.fromhex(leaf)).exclude(secrecy=Secrecy.COVER).first()


def fact_at(index: int) -> Fact | None:
    """This will return the row at this place of the log, whatever its secrecy."""
    return Fact.objects.filter(index=index).first()


def witness_states() -> list[WitnessView]:
    """This will list the configured witnesses and what each has seen."""
    newest = latest_checkpoint()
    states = {state.name: state for state in _states()}
    views = []
    for witness in witnesses.configured():
        state = states.get(witness.name, WitnessState(name=witness.name))
        waiting = newest is not None and witness.name not in newest.cosignatures
        views.append(
            WitnessView(witness.name, witness.key, state.size, state.seen_at, waiting, state.conflict, state.fault)
        )
    return views


def seconds_ahead_of_witnesses(at: datetime) -> int | None:
    """This will say by how many seconds our clock is ahead of the witnesses' (the middle one of those that cosigned within the last
    hour); None when none did."""
    names = [witness.name for witness in witnesses.configured()]
    rows = WitnessState.objects.filter(name__in=names, seen_at__gte=at - timedelta(hours=1))
    found = sorted(row.ahead_seconds for row in rows if row.ahead_seconds is not None)
    return found[len(found) // 2] if found else None


def timeline(*, before: int | None = None, limit: int = 50) -> list[LogEntry]:
    """This will list the newest `limit` leaves (those below index `before` when given), newest first."""
    rows = Fact.objects.filter(index__isnull=False).order_by("-index")
    if before is not None:
        rows = rows.filter(index__lt=before)
    return [_entry(row) for row in rows[: min(limit, 500)]]


def _entry(row: Fact) -> LogEntry:
    shown = feed.entry_of(row)
    return LogEntry(shown["index"], shown["leaf"], shown.get("fact"))


def public_facts_of(thing: str, *, kinds: Sequence[str], since: datetime, until: datetime) -> list[Fact]:
    """This will list the public facts of these kinds about every subject of one sort (`tender`, `organisation`) from `since` until
    before `until`, in the order of the log. Subject and kind are found in one index, so other facts are not read."""
    rows = _public(kinds).filter(subject__gte=f"{thing}:", subject__lt=f"{thing};")
    return list(rows.filter(at__gte=since, at__lt=until).order_by("id"))


def public_facts_about(subjects: Iterable[str], *, kinds: Sequence[str]) -> list[Fact]:
    """This will list the public facts of these kinds about all these subjects, in the order of the log."""
    return list(_public(kinds).filter(subject__in=list(subjects)).order_by("id"))


def _public(kinds: Sequence[str]) -> QuerySet[Fact]:
    """Open facts, and sealed ones that were disclosed since."""
    rows = Fact.objects.filter(kind__in=kinds, erased_at=None)
    return rows.filter(Q(secrecy=Secrecy.OPEN) | Q(disclosed_by__isnull=False))
