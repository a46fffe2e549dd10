"""Endpoints of what a transaction costs its parties: the measures of a year, and the transactions that they were computed from."""

from dataclasses import asdict
from decimal import Decimal
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Field, Query, Router, Schema

from qinglian.analysis.costs import Cost
from qinglian.api.bids.shapes import Said
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.tenders.shapes import Moment
from qinglian.published.transactions import costs_in, transactions_of

router = Router(tags=["costs"])
Year = Annotated[int, Field(ge=2000, le=2100)]
Amount = Annotated[str, Field(pattern=r"^-?[0-9]+(\.[0-9]+)?$")] | None


class CostShown(Schema):
    """A measure in one year: n and value, those of the year before, and the change; null where nothing was observed."""

    code: str
    group: Literal["fees", "security", "days", "papers", "visits"]
    unit: Literal["yuan", "wan_yuan_days", "days", "hours", "papers", "fields", "visits"]
    label: Said
    told: Said
    year: int
    n: int
    value: Amount
    n_before: int
    before: Amount
    change: Amount
    change_percent: Amount


class TransactionShown(Schema):
    """One round of one section whose outcome fell into the year: a row of the flat schema."""

    tender: str
    section: str
    round: int
    kind: str
    outcome: Literal["awarded", "failed", "terminated"]
    ended_at: Moment
    estimate_fen: int
    security_fen: int
    bids: int
    documents: int
    sheet_fields: int
    files: int
    files_known: bool
    expert_fees_fen: int | None
    published_at: Moment
    deadline_at: Moment
    opened_at: Moment | None
    evaluated_at: Moment | None
    candidates_at: Moment | None
    awarded_at: Moment | None


@router.get("", response=list[CostShown])
def costs_by_year(request: HttpRequest, year: Query[Year]) -> list[dict[str, Any]]:
    """Shows what a transaction cost its parties in a year, each measure with n and the change against the year before."""
    return [_cost(cost) for cost in costs_in(year)]


@router.get("/transactions", response=Page[TransactionShown])
def transactions(request: HttpRequest, year: Query[Year], window: Query[Window]) -> dict[str, Any]:
    """Lists the transactions of a year, from public facts alone."""
    return page_of(transactions_of(year), window, asdict)


def _cost(cost: Cost) -> dict[str, Any]:
    measure = cost.measure
    texts = {name: {"zh": text.zh, "en": text.en} for name, text in (("label", measure.label), ("told", measure.told))}
    numbers = {name: _written(getattr(cost, name)) for name in ("value", "before", "change", "change_percent")}
    named = {"code": measure.code, "group": measure.group, "unit": measure.unit}
    return named | texts | numbers | {"year": cost.year, "n": cost.n, "n_before": cost.n_before}


def _written(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"
