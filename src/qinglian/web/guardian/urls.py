"""Addresses of the pages for `guardian`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
