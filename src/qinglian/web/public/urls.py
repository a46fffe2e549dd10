"""Addresses of the pages for `public`."""

from django.urls import URLPattern, URLResolver, include, path

from qinglian.web.public import (
    costs_page,
    draw_page,
    hall,
    home,
    hosting,
    inspections_page,
    log_pages,
    messages_pages,
    notices,
    openings,
    pledges_page,
    result_page,
    roles_page,
    rulebook,
    standing_pages,
    tender_page,
    verify_page,
)

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home_page, name="home"),
    path("openings/", openings.openings_page, name="openings"),
    path("notices/", notices.notices_page, name="notices"),
    path("notices/table.csv", notices.notices_file, name="notices_file"),
    path("notices/<str:code>/", tender_page.tender_page, name="tender"),
    path("notices/<str:code>/documents/<str:sha256>", tender_page.document_file, name="document"),
    path("openings/<str:code>/<str:number>/", hall.hall_page, name="hall"),
    path("openings/<str:code>/<str:number>/live/", hall.hall_live, name="hall_live"),
    path("openings/<str:code>/<str:number>/read-out.csv", hall.read_out_file, name="read_out_file"),
    path("openings/<str:code>/<str:number>/record/", hall.record_page, name="opening_record"),
    path("openings/<str:code>/<str:number>/record.pdf", hall.record_pdf, name="record_pdf"),
    path("openings/<str:code>/<str:number>/extend/", hosting.extend, name="extend_window"),
    path("openings/<str:code>/<str:number>/make-record/", hosting.make_record, name="make_record"),
    path("openings/<str:code>/<str:number>/sign-record/", hosting.sign_record, name="sign_record"),
    path(
        "openings/<str:code>/<str:number>/objections/<int:objection>/answer/", hosting.answer, name="answer_objection"
    ),
    path("tenders/<str:code>/<str:number>/draw/", draw_page.draw_page, name="draw"),
    path("tenders/<str:code>/<str:number>/result/", result_page.result_page, name="result"),
    path("record/", log_pages.log_page, name="log"),
    path("record/<int:index>/", log_pages.fact_page, name="fact"),
    path("record/<int:index>/proof", log_pages.proof_file, name="proof"),
    path("messages/screen/", messages_pages.screen_page, name="message_screen"),
    path("messages/screen/live/", messages_pages.screen_live, name="message_screen_live"),
    path("messages/feed.json", messages_pages.feed_json, name="message_feed_json"),
    path("messages/feed.xml", messages_pages.feed_xml, name="message_feed_xml"),
    path("inspections/", inspections_page.inspections_page, name="inspections"),
    path("verify/", verify_page.verify_page, name="verify"),
    path("rulebook/", rulebook.rulebook_page, name="rulebook"),
    path("rulebook/rulebook.json", rulebook.rulebook_file, name="rulebook_file"),
    path("costs/", costs_page.costs_page, name="costs"),
    path("costs/transactions.csv", costs_page.costs_file, name="costs_file"),
    path("pledges/", pledges_page.pledges_page, name="pledges"),
    path("roles/", roles_page.roles_page, name="roles"),
    path("about/", standing_pages.about_page, name="about"),
    path("accessibility/", standing_pages.accessibility_page, name="accessibility"),
    path("", include("qinglian.web.public.outreach_urls")),
]
