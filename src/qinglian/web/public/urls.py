"""Addresses of the pages for `public`."""

from django.urls import URLPattern, path

from qinglian.web.public import log_pages, roles_page, rulebook, standing_pages, verify_page

app_name = "public"
urlpatterns: list[URLPattern] = [
    path("record/", log_pages.log_page, name="log"),
    path("record/<int:index>/", log_pages.fact_page, name="fact"),
    path("record/<int:index>/proof", log_pages.proof_file, name="proof"),
    path("verify/", verify_page.verify_page, name="verify"),
    path("rulebook/", rulebook.rulebook_page, name="rulebook"),
    path("rulebook/rulebook.json", rulebook.rulebook_file, name="rulebook_file"),
    path("roles/", roles_page.roles_page, name="roles"),
    path("about/", standing_pages.about_page, name="about"),
    path("accessibility/", standing_pages.accessibility_page, name="accessibility"),
]
