"""Addresses of campaigns, problems of style and the ledger of tendering problems."""

from django.urls import URLPattern, path

from qinglian.web.supervisor import campaign_pages, ledger_pages, problem_pages

urlpatterns: list[URLPattern] = [
    path("campaigns/", campaign_pages.campaigns_page, name="supervisor_campaigns"),
    path("campaigns/new/", campaign_pages.new_campaign, name="supervisor_new_campaign"),
    path("campaigns/<int:campaign>/", campaign_pages.campaign_page, name="supervisor_campaign"),
    path("campaigns/<int:campaign>/problems/new/", campaign_pages.new_problem, name="supervisor_new_campaign_problem"),
    path("style/", problem_pages.style_page, name="supervisor_style"),
    path("style/new/", problem_pages.new_style_problem, name="supervisor_new_style_problem"),
    path("problems/<int:problem>/", problem_pages.problem_page, name="supervisor_problem"),
    path("ledger/", ledger_pages.ledger_page, name="supervisor_ledger"),
    path("ledger/new/", ledger_pages.new_entry, name="supervisor_new_ledger_entry"),
    path("ledger/ledger.xlsx", ledger_pages.ledger_file, name="supervisor_ledger_file"),
    path("ledger/<int:problem>/mark/", ledger_pages.mark, name="supervisor_mark_problem"),
]
