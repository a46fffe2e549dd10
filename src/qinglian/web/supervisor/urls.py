"""Addresses of the pages for `supervisor`."""

from django.urls import URLPattern, URLResolver, include, path

from qinglian.web.supervisor import flow_pages, inspection_urls, overview, wall_pages

urlpatterns: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="supervisor_overview"),
    path("", include("qinglian.web.supervisor.campaigns_urls")),
    path("tenders/<str:code>/", overview.tender, name="supervisor_tender"),
    path("wall/", wall_pages.wall_page, name="supervisor_wall"),
    path("wall/<str:point>/", wall_pages.point_page, name="supervisor_point"),
    path("warnings/", wall_pages.warnings_page, name="supervisor_warnings"),
    path("warnings/<int:warning>/", wall_pages.warning_page, name="supervisor_warning"),
    path("flows/", flow_pages.flows_page, name="supervisor_flows"),
    path("flows/<str:flow>.bpmn", flow_pages.flow_file, name="supervisor_flow_file"),
    path("flows/<str:flow>/", flow_pages.flow_page, name="supervisor_flow"),
    *inspection_urls.urlpatterns,
]
