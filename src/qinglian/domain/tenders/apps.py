"""Django's handle on this app."""

from django.apps import AppConfig


class TendersConfig(AppConfig):
    """Tenders up to the closing."""

    name = "qinglian.domain.tenders"
    label = "tenders"
