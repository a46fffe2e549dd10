"""Endpoints of the record: checkpoint, proof of a leaf, open facts, witnesses. The log's files themselves are at /log/."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Field, Path, Query, Router, Schema

from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.law.refusal import NotFound
from qinglian.law.text import Text
from qinglian.record import checkpoints, queries
from qinglian.record.models import Checkpoint, Fact

router = Router(tags=["record"])
Subject = Annotated[str, Field(pattern=r"^(tender|organisation|leaf|project):[A-Za-z0-9-]{1,60}$")]
Leaf = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class CheckpointShown(Schema):
    """The newest signed state of the log. `note` is the C2SP signed note with the cosignatures that have come in."""

    size: int
    root: str
    at: datetime
    is_cosigned: bool
    note: str


class FactShown(Schema):
    """One open fact. `index` is null for the second or so until the sequencer has numbered it."""

    index: int | None
    leaf: str
    fact: dict[str, Any]


class EntryShown(Schema):
    """One leaf of the log. `fact` is null while it is sealed, confidential, erased, or a cover leaf."""

    index: int
    leaf: str
    fact: dict[str, Any] | None


class WitnessShown(Schema):
    """A witness and what it has seen."""

    name: str
    key: str
    size: int
    seen_at: datetime | None
    waiting: bool
    conflict: bool
    fault: str


class EntriesWanted(Schema):
    """Which leaves are wanted: the newest `limit`, or those below `before`."""

    before: Annotated[int, Field(ge=0, le=2**53)] | None = None
    limit: Annotated[int, Field(ge=1, le=200)] = 50


@router.get("/checkpoint", response={200: CheckpointShown, **problems(404)}, auth=None)
def checkpoint(request: HttpRequest) -> dict[str, Any]:
    """The newest checkpoint, cosigned or waiting."""
    row = queries.latest_checkpoint()
    if row is None:
        raise _nothing("record.checkpoint")
    return _checkpoint(row)


@router.get(
    "/proofs/{leaf}",
    response={200: None, **problems(404, 409)},
    auth=None,
    openapi_extra={
        "responses": {
            200: {"description": "C2SP tlog-proof", "content": {"text/plain": {"schema": {"type": "string"}}}}
        }
    },
)
def proof(request: HttpRequest, leaf: Path[Leaf]) -> HttpResponse:
    """The proof that the log holds this leaf (hex), as C2SP tlog-proof. It tells nothing about what the leaf commits to."""
    fact = queries.fact_with_leaf(leaf)
    if fact is None:
        raise _nothing("record.proof")
    return HttpResponse(queries.proof_of(fact), content_type="text/plain; charset=utf-8")


@router.get("/facts", response=Page[FactShown], auth=None)
def facts(request: HttpRequest, subject: Query[Subject], window: Query[Window]) -> dict[str, Any]:
    """The open facts about one subject, for example `tender:JC-2026-0417`, in the order of the log."""
    return page_of(queries.facts_about(subject), window, _fact)


@router.get("/entries", response=list[EntryShown], auth=None)
def entries(request: HttpRequest, wanted: Query[EntriesWanted]) -> list[Any]:
    """The newest leaves, newest first."""
    return queries.timeline(before=wanted.before, limit=wanted.limit)


@router.get("/witnesses", response=list[WitnessShown], auth=None)
def witnesses(request: HttpRequest) -> list[Any]:
    """The witnesses and the sizes that they have cosigned."""
    return queries.witness_states()


def _checkpoint(row: Checkpoint) -> dict[str, Any]:
    return {
        "size": row.size,
        "root": bytes(row.root).hex(),
        "at": row.at,
        "is_cosigned": row.quorum_at is not None,
        "note": checkpoints.text_of(row),
    }


def _fact(row: Fact) -> dict[str, Any]:
    return {"index": row.index, "leaf": bytes(row.leaf).hex(), "fact": row.fact}


def _nothing(rule: str) -> NotFound:
    return NotFound(
        Text("日志里没有这一项。", "The log has no such entry."),
        rule=rule,
        article="PLT",
        next_step=Text("请核对回执上的叶子值。", "Compare the leaf with the one on the receipt."),
    )
