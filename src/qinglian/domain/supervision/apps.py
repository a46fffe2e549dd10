"""Django's handle on this app."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Oversight of the trading process and of those who run it."""

    name = "qinglian.domain.supervision"
    label = "supervision"
