"""Addresses of the pages for `buyer`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
