"""Addresses of the pages for `supervisor`."""

from django.urls import URLPattern, path

from qinglian.web.supervisor import overview

urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="supervisor_overview"),
    path("tenders/<str:code>/", overview.tender, name="supervisor_tender"),
]
