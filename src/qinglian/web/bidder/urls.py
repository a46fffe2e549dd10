"""Addresses of the pages for `bidder`."""

from django.urls import path

from qinglian.web.bidder import keys_page

urlpatterns = [
    path("keys/", keys_page.keys_page, name="bidder_keys"),
]
