"""Addresses of open days and suggestions, at the centre."""

from django.urls import URLPattern, path

from qinglian.web.centre import outreach_pages

urlpatterns: list[URLPattern] = [
    path("open-days/", outreach_pages.open_days_page, name="centre_open_days"),
    path("open-days/new/", outreach_pages.new_open_day, name="centre_new_open_day"),
    path("open-days/<int:day>/", outreach_pages.open_day_page, name="centre_open_day"),
    path("open-days/<int:day>/announce/", outreach_pages.announce, name="centre_announce_open_day"),
    path("open-days/<int:day>/call-off/", outreach_pages.call_off, name="centre_call_off_open_day"),
    path("open-days/guests/<int:guest>/came/", outreach_pages.note_came, name="centre_guest_came"),
    path("suggestions/", outreach_pages.suggestions_page, name="centre_suggestions"),
    path("suggestions/<int:suggestion>/", outreach_pages.suggestion_page, name="centre_suggestion"),
]
