"""Addresses of the pages for `bidder`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
