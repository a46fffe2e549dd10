"""Addresses of corrections for who owes them."""

from django.urls import URLPattern, path

from qinglian.web.centre import rectification_pages

urlpatterns: list[URLPattern] = [
    path("rectifications/", rectification_pages.rectifications_page, name="centre_rectifications"),
    path("rectifications/<str:rectification>/", rectification_pages.rectification_page, name="centre_rectification"),
]
