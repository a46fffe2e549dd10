"""Page addresses: the public at the root, every other audience under its own name."""

from django.urls import include, path

urlpatterns = [
    path("", include("qinglian.web.shared.urls")),
    path("", include("qinglian.web.public.urls")),
    path("", include("qinglian.web.expert.urls")),
    path("bidder/", include("qinglian.web.bidder.urls")),
    path("buyer/", include("qinglian.web.buyer.urls")),
    path("centre/", include("qinglian.web.centre.urls")),
    path("supervisor/", include("qinglian.web.supervisor.urls")),
    path("guardian/", include("qinglian.web.guardian.urls")),
]
