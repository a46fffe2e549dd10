"""Addresses of the pages for `guardian`."""

from django.urls import path

from qinglian.web.guardian import keys_page

urlpatterns = [
    path("keys/", keys_page.keys_page, name="guardian_keys"),
]
