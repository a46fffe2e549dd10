"""Addresses of the pages for `bidder`."""

from django.urls import path

from qinglian.web.bidder import (
    clarification_page,
    desk_page,
    keys_page,
    opening_page,
    receipts_page,
    result_page,
    seal_page,
    session_page,
    tools_page,
)

urlpatterns = [
    path("", desk_page.desk_page, name="bidder_desk"),
    path("keys/", keys_page.keys_page, name="bidder_keys"),
    path("offline/", tools_page.tools_page, name="bidder_offline"),
    path("receipts/", receipts_page.receipts_page, name="bidder_receipts"),
    path("receipts/<str:manifest>.json", receipts_page.receipt_file, name="bidder_receipt"),
    path("tenders/<str:code>/<str:number>/seal/", seal_page.seal_page, name="bidder_seal"),
    path("tenders/<str:code>/<str:number>/upload/", seal_page.upload_page, name="bidder_upload"),
    path("tenders/<str:code>/<str:number>/withdraw/", seal_page.withdraw_page, name="bidder_withdraw"),
    path("tenders/<str:code>/<str:number>/opening/", opening_page.opening_page, name="bidder_opening"),
    path("tenders/<str:code>/<str:number>/opening/sign-in/", opening_page.sign_in, name="bidder_sign_in"),
    path("tenders/<str:code>/<str:number>/opening/live/", opening_page.opening_live, name="bidder_opening_live"),
    path("tenders/<str:code>/<str:number>/opening/confirm/", opening_page.confirm, name="bidder_confirm"),
    path("tenders/<str:code>/<str:number>/opening/object/", opening_page.object_to, name="bidder_object"),
    path("tenders/<str:code>/<str:number>/session/", session_page.session_page, name="bidder_session_release"),
    path(
        "tenders/<str:code>/<str:number>/clarifications/",
        clarification_page.clarification_page,
        name="bidder_clarifications",
    ),
    path("tenders/<str:code>/<str:number>/result/", result_page.result_page, name="bidder_result"),
]
