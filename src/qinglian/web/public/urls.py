"""Addresses of the pages for `public`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
