"""Addresses of the pages for `guardian`."""

from django.urls import path

from qinglian.web.guardian import (
    card_page,
    desk_page,
    keys_page,
    lots_page,
    release_page,
    roster_page,
    session_page,
    typed_page,
)

urlpatterns = [
    path("", desk_page.desk_page, name="guardian_desk"),
    path("keys/", keys_page.keys_page, name="guardian_keys"),
    path("cards/<str:code>/<str:number>/", card_page.card_page, name="guardian_card"),
    path("release/<str:code>/<str:number>/", release_page.release_page, name="guardian_release"),
    path("release/<str:code>/<str:number>/paper/", release_page.paper_page, name="guardian_paper"),
    path("session/<str:code>/<str:number>/", session_page.session_page, name="guardian_session_release"),
    path("lots/<str:code>/<str:number>/", lots_page.lots_page, name="guardian_lots"),
    path("roster/<str:code>/<str:number>/", roster_page.roster_page, name="guardian_roster"),
    path("typed/<str:code>/<str:number>/", typed_page.typed_page, name="guardian_typed"),
]
