"""Looking up tenders: lists, one tender, kits, documents, the rulebook."""

import re
from datetime import date
from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from ninja import Field, Path, Query, Schema
from pydantic import BeforeValidator

from qinglian.api.auth import actor_of_request, session
from qinglian.api.errors import problems
from qinglian.api.paging import Page, Window, page_of
from qinglian.api.tenders import shapes
from qinglian.api.tenders.routing import router
from qinglian.domain.tenders import queries
from qinglian.law import rulebook
from qinglian.record import blobs, clock

_BYTES = {"schema": {"type": "string", "format": "binary"}}


class Search(Schema):
    """What to look for among published tenders: words of name, code or tenderer, a kind, a section's state, a region."""

    words: Annotated[str, Field(max_length=100)] = ""
    kind: Annotated[str, Field(max_length=20)] = ""
    state: Annotated[str, Field(max_length=20)] = ""
    region: Annotated[str, Field(max_length=80)] = ""


def _spelt_out(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("a day is written 2026-11-25")
    return value


class OnDay(Schema):
    """The day whose rules are wanted; today when it is left out."""

    on: Annotated[date, BeforeValidator(_spelt_out)] | None = None


@router.get("", response=Page[shapes.TenderShown], auth=None)
def list_tenders(request: HttpRequest, search: Query[Search], window: Query[Window]) -> dict[str, Any]:
    """Lists published tenders, newest publication first."""
    wanted = search.model_dump()
    rows = queries.published_tenders(**wanted, limit=window.limit, offset=window.offset)
    items = [shapes.show_tender(row) for row in rows]
    return {"total": queries.count_published(**wanted), "limit": window.limit, "offset": window.offset, "items": items}


@router.get("/own", response=Page[shapes.TenderShown], auth=session)
def list_own_tenders(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the own organisation's tenders, drafts included."""
    rows = queries.own_tenders(actor_of_request(request)).prefetch_related("sections__notice")
    return page_of(rows, window, shapes.show_tender)


@router.get("/to-verify", response=Page[shapes.NoticeShown], auth=session)
def list_notices_to_verify(request: HttpRequest, window: Query[Window]) -> dict[str, Any]:
    """Lists the notices that wait for the centre, longest waiting first."""
    return page_of(queries.notices_to_verify(actor_of_request(request)), window, shapes.show_notice)


@router.get("/rulebook", response=list[shapes.RuleShown], auth=None)
def read_rulebook(request: HttpRequest, day: Query[OnDay]) -> list[dict[str, Any]]:
    """Lists the rules in force on a day; their canonical bytes give the digest that notices carry."""
    return [row.row() for row in rulebook.in_force(on=day.on or clock.now().date())]


@router.get("/{code}", response=shapes.TenderShown, auth=None)
def read_tender(request: HttpRequest, code: Path[shapes.Code]) -> dict[str, Any]:
    """Shows a published tender to anyone; drafts to the tenderer's side alone."""
    return shapes.show_tender(queries.tender_for(code, asker=actor_of_request(request)))


@router.get("/{code}/guardians", response=list[shapes.GuardianShown], auth=session)
def list_guardians(request: HttpRequest, code: Path[shapes.Code]) -> list[Any]:
    """Lists who can be chosen to hold keys for this tender's openings."""
    tender = queries.tender_for(code, asker=actor_of_request(request))
    return queries.guardians_for(tender, at=clock.now())


@router.get("/{code}/sections/{number}/kit", response={200: shapes.KitShown, **problems(404, 409)}, auth=None)
def read_kit(request: HttpRequest, code: Path[shapes.Code], number: Path[shapes.Number]) -> dict[str, Any]:
    """The sealing kit: save it, and a bid can be sealed without a network. Who asks is not recorded."""
    queries.tender_for(code, asker=actor_of_request(request))
    return queries.notice_package(queries.section_in(code, number))


@router.get(
    "/{code}/documents/{sha256}",
    response={200: None, **problems(404)},
    auth=None,
    openapi_extra={
        "responses": {
            200: {
                "description": "The file's bytes",
                "content": {"application/pdf": _BYTES, "application/octet-stream": _BYTES},
            }
        }
    },
)
def read_document(request: HttpRequest, code: Path[shapes.Code], sha256: Path[shapes.Hash]) -> HttpResponseBase:
    """The bytes of a tender document, free and without registration (ZTB 22: who downloads is recorded nowhere)."""
    return document_answer(request, code, sha256)


def document_answer(request: HttpRequest, code: str, sha256: str) -> HttpResponseBase:
    """This will answer with a document's bytes under its name; published ones may be cached by anybody."""
    document = queries.document_for(code, sha256, asker=actor_of_request(request))
    is_public = document.notice.published_at is not None
    media_type = document.media_type if document.media_type == "application/pdf" else "application/octet-stream"
    answer = FileResponse(blobs.path_of(sha256).open("rb"), as_attachment=True, filename=document.file_name)
    answer["Content-Type"] = media_type
    answer["Cache-Control"] = "public, max-age=31536000, immutable" if is_public else "private, no-store"
    return answer
