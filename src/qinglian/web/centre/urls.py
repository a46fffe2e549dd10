"""Addresses of the pages for `centre`."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
