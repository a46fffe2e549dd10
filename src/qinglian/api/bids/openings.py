"""The opening hall and the read-out: public, live by ETag, as JSON and CSV."""

import csv
import io
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Query, Router, Status

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids import shapes
from qinglian.api.bids.sections import closing_at, section_at
from qinglian.api.errors import ReadableJSON, problems
from qinglian.domain.bids import actions, queries, refusals
from qinglian.record import clock

router = Router(tags=["bids"])
_COLUMNS = (
    "number",
    "name",
    "credit_code",
    "arrived_at",
    "signed_in",
    "status",
    "opened_at",
    "price_fen",
    "discount_bp",
)
_MORE = ("reason", "fault", "treated_as", "confirmed_at", "manifest")


@router.get("/openings/{code}/{number}", response={200: shapes.HallShown, 304: None})
def hall(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], wanted: Query[shapes.RoundWanted]
) -> Any:
    """Shows the opening hall as the asker may see it now. Send the answer's ETag as If-None-Match to learn cheaply that nothing changed.
    Before the deadline it tells neither names nor numbers, sign-ins included (招标投标法第二十二条)."""
    section, asker, at = section_at(code, number), actor_of_request(request), clock.now()
    mark = f"{queries.hall_version(section, at=at, round=wanted.round)}|{asker.organisation}|{asker.id}"
    etag = f'"{sha256(mark.encode()).hexdigest()[:32]}"'
    if request.headers.get("If-None-Match") == etag:
        return _live(HttpResponse(status=304), etag)
    shown = queries.hall(section, asker=asker, at=at, round=wanted.round)
    if shown is None:
        raise refusals.nothing_found()
    data = shapes.HallShown(**shapes.show_hall(shown)).model_dump(mode="json")
    text = ReadableJSON().render(request, data, response_status=200)
    return _live(HttpResponse(text, content_type="application/json; charset=utf-8"), etag)


@router.get("/openings/{code}/{number}/read-out", response=shapes.ReadOutShown)
def read_out(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], wanted: Query[shapes.ReadOutWanted]
) -> Any:
    """Shows a page of the read-out, sorted and searched; empty until the bidders are announced."""
    found = queries.read_out(section_at(code, number), **wanted.model_dump())
    return {
        "total": found.total,
        "first": found.first,
        "attention": [shapes.show_row(row) for row in found.attention],
        "rows": [shapes.show_row(row) for row in found.rows],
        "chart": shapes.show_chart(found.chart),
    }


@router.get(
    "/openings/{code}/{number}/read-out.csv",
    response={200: str},
    openapi_extra={"responses": {200: {"description": "OK", "content": {"text/csv": {"schema": {"type": "string"}}}}}},
)
def read_out_csv(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], wanted: Query[shapes.RoundWanted]
) -> HttpResponse:
    """Gives the whole read-out as CSV (UTF-8 with a byte order mark, for spreadsheets); prices in fen."""
    section = section_at(code, number)
    fields = [field["name"] for field in section.sheet_form if field["name"] != "price_fen"]
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow([*_COLUMNS, *fields, *_MORE])
    for row in queries.all_rows(section, round=wanted.round):
        sheet = row.sheet or {}
        cells = [getattr(row, name) for name in _COLUMNS] + [sheet.get(name) for name in fields]
        writer.writerow([_cell(value) for value in cells + [getattr(row, name) for name in _MORE]])
    answer = HttpResponse("\ufeff" + file.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{code}-{number}.csv"'
    return answer


@router.post("/openings/{code}/{number}/sign-in", response={204: None}, auth=session)
def sign_in(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Signs one's own organisation in to the opening, within 24 hours before the deadline."""
    actions.sign_in(section_at(code, number), by=actor_of_request(request), at=clock.now())
    return Status(204, None)


@router.post("/openings/{code}/{number}/confirmation", response={204: None}, auth=session)
def confirm_row(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> Any:
    """Confirms one's own row of the read-out."""
    actions.confirm_row(closing_at(section_at(code, number)), by=actor_of_request(request), at=clock.now())
    return Status(204, None)


@router.post("/openings/{code}/{number}/objections", response={201: shapes.ObjectionShown}, auth=session)
def raise_objection(
    request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number], objection: shapes.Objection
) -> Any:
    """Raises an objection to the opening on the spot (条例第四十四条)."""
    by = actor_of_request(request)
    row = actions.raise_objection(closing_at(section_at(code, number)), text=objection.text, by=by, at=clock.now())
    return Status(201, shapes.plain(row, shapes.ObjectionShown, name=row.bidder.name))


@router.post(
    "/objections/{int:objection_id}/answer", response={200: shapes.ObjectionShown, **problems(404)}, auth=session
)
def answer_objection(request: HttpRequest, objection_id: int, answer: shapes.OpeningObjectionAnswer) -> Any:
    """Answers an objection on the spot, for the tenderer's side or the host."""
    objection = queries.objection_by(objection_id)
    row = actions.answer_objection(objection, answer=answer.answer, by=actor_of_request(request), at=clock.now())
    return shapes.plain(row, shapes.ObjectionShown, name=row.bidder.name)


def _live(answer: HttpResponse, etag: str) -> HttpResponse:
    answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    answer["Vary"] = "Cookie"
    return answer


def _cell(value: Any) -> Any:
    """This will keep a spreadsheet from running a bidder's words as a formula."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return "'" + value
    return "" if value is None else value
