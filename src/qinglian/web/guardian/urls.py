"""Addresses of the pages for `guardian`."""

from django.urls import path

from qinglian.web.guardian import card_page, desk_page, keys_page

urlpatterns = [
    path("", desk_page.desk_page, name="guardian_desk"),
    path("keys/", keys_page.keys_page, name="guardian_keys"),
    path("cards/<str:code>/<str:number>/", card_page.card_page, name="guardian_card"),
]
