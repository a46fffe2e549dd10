"""The app `integrity`."""

from django.apps import AppConfig


class IntegrityConfig(AppConfig):
    """Registers the tables."""

    name = "qinglian.domain.integrity"
    label = "integrity"
