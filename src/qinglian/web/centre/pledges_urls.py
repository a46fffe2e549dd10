"""Addresses of the pages of rounds, pledges and lists of duties."""

from django.urls import URLPattern, path

from qinglian.web.centre import duty_lists_pages, pledges_pages, rounds_pages

urlpatterns: list[URLPattern] = [
    path("rounds/", rounds_pages.rounds_page, name="centre_rounds"),
    path("rounds/compendium/", rounds_pages.compendium_page, name="centre_compendium"),
    path("rounds/compendium.pdf", rounds_pages.compendium_file, name="centre_compendium_file"),
    path("rounds/<int:number>/", rounds_pages.round_page, name="centre_round"),
    path("rounds/<int:number>/propose/", rounds_pages.propose_page, name="centre_propose_point"),
    path("rounds/proposals/<int:number>/", rounds_pages.proposal_page, name="centre_proposal"),
    path("pledges/", pledges_pages.pledges_page, name="centre_pledges"),
    path("pledges/own/", pledges_pages.own_pledge, name="centre_own_pledge"),
    path("pledges/<int:number>/", pledges_pages.campaign_page, name="centre_pledge_campaign"),
    path("pledges/signed/<int:number>/", pledges_pages.pledge_page, name="centre_pledge"),
    path("duty-lists/", duty_lists_pages.duty_lists_page, name="centre_duty_lists"),
    path("duty-lists/draft/", duty_lists_pages.draft_lists, name="centre_draft_lists"),
    path("duty-lists/issue/", duty_lists_pages.issue_lists, name="centre_issue_lists"),
    path("duty-lists/own/", duty_lists_pages.own_lists, name="centre_own_lists"),
    path("duty-lists/<int:number>/", duty_lists_pages.duty_list_page, name="centre_duty_list"),
]
