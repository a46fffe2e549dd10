"""Addresses of the pages for `supervisor`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
