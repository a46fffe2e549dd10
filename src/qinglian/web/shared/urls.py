"""Addresses that belong to no audience: the language switch and the parts page."""

from django.urls import path

from qinglian.web.shared.language import choose_language
from qinglian.web.shared.parts_page import parts_page

urlpatterns = [
    path("language/", choose_language, name="choose_language"),
    path("parts/", parts_page, name="parts"),
]
