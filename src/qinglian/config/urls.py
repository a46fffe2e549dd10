"""All addresses: the API under /api/, the log's static files under /log/, pages by audience."""

from django.urls import URLPattern, URLResolver, include, path

from qinglian.api.main import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/", api.urls),
    path("accounts/", include("allauth.urls")),
    path("", include("qinglian.web.urls")),
]
