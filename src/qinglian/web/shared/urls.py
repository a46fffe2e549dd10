"""Addresses that belong to no audience: the language switch, the parts page, and the lots of a section for all its parties."""

from django.urls import path

from qinglian.web.shared.language import choose_language
from qinglian.web.shared.lot_page import lots_page
from qinglian.web.shared.parts_page import parts_page

urlpatterns = [
    path("language/", choose_language, name="choose_language"),
    path("parts/", parts_page, name="parts"),
    path("tenders/<str:code>/<str:number>/lots/", lots_page, name="lots"),
]
