"""Addresses of festivals, gifts and self-checks."""

from django.urls import URLPattern, path

from qinglian.web.centre import festival_pages, gift_pages, self_check_pages

urlpatterns: list[URLPattern] = [
    path("festivals/", festival_pages.festivals_page, name="centre_festivals"),
    path("festivals/<int:reminder>/", festival_pages.festival_page, name="centre_festival"),
    path("festivals/<int:reminder>/read/", festival_pages.read, name="centre_festival_read"),
    path("festivals/<int:reminder>/send/", festival_pages.send, name="centre_festival_send"),
    path("gifts/", gift_pages.gifts_page, name="centre_gifts"),
    path("gifts/new/", gift_pages.new_gift, name="centre_new_gift"),
    path("gifts/<int:gift>/", gift_pages.gift_page, name="centre_gift"),
    path("self-checks/", self_check_pages.self_checks_page, name="centre_self_checks"),
    path("self-checks/<int:form>/", self_check_pages.self_check_page, name="centre_self_check"),
]
