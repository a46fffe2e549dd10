"""The app `outreach`."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Registers the tables."""

    name = "qinglian.domain.outreach"
    label = "outreach"
