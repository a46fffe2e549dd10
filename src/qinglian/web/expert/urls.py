"""Addresses of the pages for experts and other members of a committee. The credential of the call is the key."""

from django.urls import path

from qinglian.web.expert import call_page, seat_page

urlpatterns = [
    path("expert/<str:credential>/", call_page.call_page, name="expert_call"),
    path("expert/<str:credential>/answer/", call_page.answer, name="expert_answer"),
    path("seat/<str:credential>/", seat_page.seat_page, name="seat"),
]
