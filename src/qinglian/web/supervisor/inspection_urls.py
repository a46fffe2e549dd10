"""Addresses of inspections, checks, corrections and assessments."""

from django.urls import URLPattern, path

from qinglian.web.supervisor import check_pages, inspection_pages, rectification_pages

urlpatterns: list[URLPattern] = [
    path("inspections/", inspection_pages.inspections_page, name="supervisor_inspections"),
    path("inspections/<int:inspection>/", inspection_pages.inspection_page, name="supervisor_inspection"),
    path("checks/", check_pages.checks_page, name="supervisor_checks"),
    path("checks/plan/", check_pages.plan_page, name="supervisor_plan_check"),
    path("rectifications/", rectification_pages.rectifications_page, name="supervisor_rectifications"),
    path(
        "rectifications/<str:rectification>/", rectification_pages.rectification_page, name="supervisor_rectification"
    ),
    path("assessments/", check_pages.assessments_page, name="supervisor_assessments"),
]
