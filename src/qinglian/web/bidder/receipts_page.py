"""The bidder's receipts: each ends as opened, failed, superseded or withdrawn, and is checked in the browser."""

import json
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.domain.bids import queries as bids
from qinglian.domain.bids.lifecycle import BID
from qinglian.domain.bids.queries import OwnBid, ReceiptView
from qinglian.law.refusal import NotFound
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.bidder.own import BIDDER_ROLES, bidder_of
from qinglian.web.bidder.seal_page import PROOF_URL
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.bundle import script
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.policy_now import policy_now

CHIPS = {"in_force": "sealed", "superseded": "wait", "withdrawn": "wait", "opened": "ok", "failed": "stop"}
PER_PAGE = 20


@dataclass(frozen=True)
class ReceiptRow:
    """One receipt with its end."""

    bid: OwnBid
    view: ReceiptView
    chip: str
    state: Text


@for_roles(*BIDDER_ROLES)
def receipts_page(request: HttpRequest) -> HttpResponse:
    """This will list the receipts of the bidder's organisation, newest first, each with a check that runs in the browser."""
    bidder, at = bidder_of(request), clock.now()
    sheet = sheet_of(bids.own_bids(bidder.organisation.pk, at=at), request=request, size=PER_PAGE)
    rows = [_row(bid) for bid in sheet.rows]
    data = {
        "policy": policy_now(at=at),
        "proof_url": PROOF_URL,
        "receipts": {f"receipt-{row.bid.manifest[:16]}": row.view.receipt for row in rows},
    }
    return render(
        request, "bidder/receipts.html", {"rows": rows, "sheet": sheet, "data": data, "script": script("receipt")}
    )


@for_roles(*BIDDER_ROLES)
def receipt_file(request: HttpRequest, manifest: str) -> HttpResponse:
    """This will hand out the signed receipt of one of the bidder's own bids as a file (`?of=withdrawal` for that of its withdrawal)."""
    own = {bid.manifest for bid in bids.own_bids(bidder_of(request).organisation.pk, at=clock.now())}
    if manifest not in own:
        raise _unknown()
    view = bids.receipt_of(manifest)
    signed = view.withdrawal if request.GET.get("of") == "withdrawal" else view.receipt
    if signed is None:
        raise _unknown()
    body = json.dumps(signed, ensure_ascii=False, indent=1)
    opening = signed["document"]["opening"]
    name = f"receipt-{opening['tender']}-{opening['section']}-{manifest[:8]}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body + "\n", content_type="application/json", headers=headers)


def _row(bid: OwnBid) -> ReceiptRow:
    return ReceiptRow(bid, bids.receipt_of(bid.manifest), CHIPS[bid.state], BID.state(bid.state).label)


def _unknown() -> NotFound:
    return NotFound(
        Text("没有这张回执，或者不是本单位的。", "There is no such receipt, or it is not yours."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请从回执列表进入。", "Come from the list of receipts."),
    )
