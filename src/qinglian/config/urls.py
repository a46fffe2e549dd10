"""All addresses: the API under /api/, the log's static files under /log/, pages by audience."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from qinglian.api.docs_page import docs_page
from qinglian.api.log_files import log_file, tender_pack
from qinglian.api.main import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/docs", docs_page, name="api_docs"),
    path("api/", api.urls),
    re_path(r"^log/(?P<path>checkpoint|policy\.json|(?:tile|facts|blob)/.+)$", log_file, name="log_file"),
    path("log/pack/<str:code>.zip", tender_pack, name="tender_pack"),
    path("accounts/", include("qinglian.web.shared.accounts_urls")),
    path("", include("qinglian.web.urls")),
]

handler400 = "qinglian.web.shared.errors.bad_request"
handler403 = "qinglian.web.shared.errors.forbidden"
handler404 = "qinglian.web.shared.errors.not_found"
handler500 = "qinglian.web.shared.errors.broken"
