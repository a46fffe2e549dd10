"""Sealed packages, withdrawals, receipts: no session, the signature is the identity (ADR 4)."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status
from ninja.errors import HttpError

from qinglian.api.auth import actor_of_request, session
from qinglian.api.bids import shapes
from qinglian.api.errors import problem_response, problems
from qinglian.domain.bids import actions, queries
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.trust.manifest import MAGIC, MOST_HEAD_BYTES

router = Router(tags=["bids"])
PACKAGE = "application/octet-stream"
_RAW = {"requestBody": {"required": True, "content": {PACKAGE: {"schema": {"type": "string", "format": "binary"}}}}}


@router.post(
    "/packages",
    response={201: shapes.SignedShown, **problems(404, 409, 411, 413, 415, 422)},
    openapi_extra=_RAW,
    summary="Hand in a sealed bid",
)
def hand_in_package(request: HttpRequest) -> Any:
    """Hands in a sealed bid (`*.qlbid`) as the raw body and answers with the signed receipt. Its head is checked before the rest is read;
    it has arrived when its last byte has. No session: the bidder's signature is in the package, anybody may carry it."""
    refused = _refused_by_header(request)
    if refused is not None:
        return refused
    receipt = actions.receive_package(request, at_end=clock.now)  # type: ignore[arg-type]  # a request reads like a file
    return Status(201, receipt)


@router.post("/withdrawals", response={201: shapes.SignedShown, **problems(404)})
def withdraw(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Withdraws the bid in force that a signed `bid-withdrawal/v1` names, and answers with the signed receipt."""
    return Status(201, actions.withdraw_bid(signed.model_dump(), at=clock.now()))


@router.get("/receipts/{manifest}", response=shapes.ReceiptShown)
def receipt(request: HttpRequest, manifest: Path[shapes.Hex]) -> Any:
    """Gives the receipt of one manifest, and what became of the bid. Before the opening only its bidder knows the hash."""
    return shapes.plain(queries.receipt_of(manifest), shapes.ReceiptShown)


@router.get(
    "/receipts/{manifest}/proof",
    response={200: str, **problems(409)},
    openapi_extra={
        "responses": {200: {"description": "OK", "content": {"text/plain": {"schema": {"type": "string"}}}}}
    },
)
def receipt_proof(request: HttpRequest, manifest: Path[shapes.Hex]) -> HttpResponse:
    """Proves that the log holds the receipt's leaf (C2SP tlog-proof), a second or so after the receipt."""
    return HttpResponse(queries.receipt_proof(manifest), content_type="text/plain; charset=utf-8")


@router.get("/mine", response=list[shapes.OwnBidShown], auth=session)
def own_bids(request: HttpRequest) -> Any:
    """Lists the bids of one's own organisation, newest first."""
    asker = actor_of_request(request)
    if not asker.has_role("bidder_agent"):
        return []
    return [shapes.show_own(bid) for bid in queries.own_bids(asker.organisation, at=clock.now())]


@router.post("/acts", response={204: None, **problems(404)})
def act_as_bidder(request: HttpRequest, signed: shapes.Signed) -> Any:
    """Does what a bidder's signed document asks for at an opening: `opening-sign-in/v1`, `row-confirmation/v1`, `opening-objection/v1`."""
    actions.act_as_bidder(signed.model_dump(), at=clock.now())
    return Status(204, None)


def _refused_by_header(request: HttpRequest) -> HttpResponse | None:
    """This will refuse by the request's head alone: another content type, no length, too long."""
    if request.content_type != PACKAGE:
        return problem_response(415, f"Content-Type: {PACKAGE}")
    length = request.headers.get("Content-Length", "")
    if not length.isdigit():
        raise HttpError(411, "length")
    if int(length) > settings.QINGLIAN_MAX_BID_BYTES + MOST_HEAD_BYTES + len(MAGIC):
        return problem_response(
            413,
            Text("投标文件太大。", "The bid is too large."),
            rule="bid_max_bytes",
            article="PLT",
            next_step=Text("请压缩图纸和扫描件后重新密封。", "Make drawings and scans smaller and seal again."),
        )
    return None
