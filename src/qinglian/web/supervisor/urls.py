"""Addresses of the pages for `supervisor`."""

from django.urls import URLPattern, path

from qinglian.web.supervisor import overview, wall_pages

urlpatterns: list[URLPattern] = [
    path("", overview.overview, name="supervisor_overview"),
    path("tenders/<str:code>/", overview.tender, name="supervisor_tender"),
    path("wall/", wall_pages.wall_page, name="supervisor_wall"),
    path("wall/<str:point>/", wall_pages.point_page, name="supervisor_point"),
    path("warnings/", wall_pages.warnings_page, name="supervisor_warnings"),
    path("warnings/<int:warning>/", wall_pages.warning_page, name="supervisor_warning"),
]
