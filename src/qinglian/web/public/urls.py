"""Addresses of the pages for `public`."""

from django.urls import URLPattern, path

from qinglian.web.public import roles_page, rulebook, standing_pages

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("rulebook/", rulebook.rulebook_page, name="rulebook"),
    path("rulebook/rulebook.json", rulebook.rulebook_file, name="rulebook_file"),
    path("roles/", roles_page.roles_page, name="roles"),
    path("about/", standing_pages.about_page, name="about"),
    path("accessibility/", standing_pages.accessibility_page, name="accessibility"),
]
