"""Addresses of open days, the suggestion box and ratings, for everybody."""

from django.urls import URLPattern, path

from qinglian.web.public import outreach_pages

urlpatterns: list[URLPattern] = [
    path("open-days/", outreach_pages.open_days_page, name="open_days"),
    path("open-days/<int:day>/", outreach_pages.open_day_page, name="open_day"),
    path("suggestions/", outreach_pages.suggestions_page, name="suggestions"),
    path("suggestions/receipt/", outreach_pages.receipt_page, name="receipt"),
    path("ratings/", outreach_pages.ratings_page, name="ratings"),
]
