"""Acts on notices: draft, amend, edit, documents, verdicts, hand in, review, verify."""

from typing import Any

from django.http import HttpRequest
from ninja import File, Form, Path
from ninja.files import UploadedFile

from qinglian.api.auth import actor_of_request, require_step_up, session
from qinglian.api.strict import Reason
from qinglian.api.tenders import shapes
from qinglian.api.tenders.routing import router
from qinglian.domain.tenders import actions, queries
from qinglian.domain.tenders.tender_form import NoticeInput
from qinglian.record import clock


@router.post("/{code}/notices", response={201: shapes.NoticeShown}, auth=session)
def draft_notice(
    request: HttpRequest, code: Path[shapes.Code], data: shapes.NoticeData | None = None
) -> dict[str, Any]:
    """Begins the notice of a tender's draft sections. Without a body it starts with lawful times."""
    by = actor_of_request(request)
    tender = queries.tender_for(code, asker=by)
    typed = _typed(data) if data else None
    return shapes.show_notice(actions.draft_notice(tender, typed=typed, by=by, at=clock.now()))


@router.post("/{code}/amendments", response={201: shapes.NoticeShown}, auth=session)
def draft_amendment(request: HttpRequest, code: Path[shapes.Code], data: shapes.AmendmentData) -> dict[str, Any]:
    """Begins the next version of a published notice: a clarification, an amendment or a postponement. Edit it, then hand it in."""
    by = actor_of_request(request)
    tender = queries.tender_for(code, asker=by)
    notice = actions.draft_amendment(tender, change=data.change, affects_bids=data.affects_bids, by=by, at=clock.now())
    return shapes.show_notice(notice)


@router.get("/{code}/notices/{version}", response=shapes.NoticeShown, auth=None)
def read_notice(request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version]) -> dict[str, Any]:
    """Shows one version of a notice: published ones to anyone, drafts to the tenderer's side."""
    return shapes.show_notice(queries.notice_for(code, version, asker=actor_of_request(request)))


@router.get("/{code}/notices/{version}/verdicts", response=list[shapes.VerdictShown], auth=None)
def read_verdicts(request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version]) -> list[dict[str, Any]]:
    """Judges a notice by every rule, broken ones first."""
    notice = queries.notice_for(code, version, asker=actor_of_request(request))
    return [shapes.show_verdict(row) for row in queries.verdicts_on(notice, at=clock.now())]


@router.put("/{code}/notices/{version}", response=shapes.NoticeShown, auth=session)
def edit_notice(
    request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version], data: shapes.NoticeData
) -> dict[str, Any]:
    """Replaces what a draft says. Unlawful terms can be saved, not handed in."""
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    return shapes.show_notice(actions.edit_notice(notice, typed=_typed(data), by=by, at=clock.now()))


@router.delete("/{code}/notices/{version}", response={204: None}, auth=session)
def delete_notice(request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version]) -> None:
    """Deletes a draft notice."""
    by = actor_of_request(request)
    actions.delete_notice(queries.notice_for(code, version, asker=by), by=by, at=clock.now())


@router.post("/{code}/notices/{version}/documents", response={201: shapes.DocumentShown}, auth=session)
def add_document(
    request: HttpRequest,
    code: Path[shapes.Code],
    version: Path[shapes.Version],
    title: Form[str],
    file: File[UploadedFile],
) -> dict[str, Any]:
    """Uploads a PDF or DOCX of at most 50 MiB with a draft notice; the same title replaces the file."""
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    document = actions.add_document(
        notice, title=title, file_name=file.name or "", chunks=file.chunks(), by=by, at=clock.now()
    )
    return shapes.show_document(document)


@router.delete("/{code}/notices/{version}/documents/{sha256}", response={204: None}, auth=session)
def delete_document(
    request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version], sha256: Path[shapes.Hash]
) -> None:
    """Takes a file off a draft notice."""
    by = actor_of_request(request)
    document = queries.document_in(queries.notice_for(code, version, asker=by), sha256)
    actions.delete_document(document, by=by, at=clock.now())


@router.post("/{code}/notices/{version}/submit", response=shapes.NoticeShown, auth=session)
def submit_notice(request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version]) -> dict[str, Any]:
    """Hands a notice to the second person once no rule is broken."""
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    return shapes.show_notice(actions.submit_notice(notice, by=by, at=clock.now()))


@router.post("/{code}/notices/{version}/approve", response=shapes.NoticeShown, auth=session)
def approve_notice(
    request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version], data: shapes.Opinion
) -> dict[str, Any]:
    """Passes a notice on to the centre; by a second person."""
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    return shapes.show_notice(actions.approve_notice(notice, opinion=data.opinion, by=by, at=clock.now()))


@router.post("/{code}/notices/{version}/return", response=shapes.NoticeShown, auth=session)
def return_notice(
    request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version], data: Reason
) -> dict[str, Any]:
    """Sends a notice back to its draft; by the second person."""
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    return shapes.show_notice(actions.return_notice(notice, reason=data.reason, by=by, at=clock.now()))


@router.post("/{code}/notices/{version}/publish", response=shapes.NoticeShown, auth=session)
def publish_notice(request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version]) -> dict[str, Any]:
    """Verifies and publishes a notice; by the centre. Wants a step-up: it cannot be taken back."""
    require_step_up(request)
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    return shapes.show_notice(actions.publish_notice(notice, by=by, at=clock.now()))


@router.post("/{code}/notices/{version}/refuse", response=shapes.NoticeShown, auth=session)
def refuse_notice(
    request: HttpRequest, code: Path[shapes.Code], version: Path[shapes.Version], data: Reason
) -> dict[str, Any]:
    """Sends a notice back to its draft; by the centre."""
    by = actor_of_request(request)
    notice = queries.notice_for(code, version, asker=by)
    return shapes.show_notice(actions.refuse_notice(notice, reason=data.reason, by=by, at=clock.now()))


def _typed(data: shapes.NoticeData) -> NoticeInput:
    plain = data.model_dump()
    return NoticeInput(**plain | {"access": plain["access"] or {}})
