"""Django's handle on this app."""

from django.apps import AppConfig


class BidsConfig(AppConfig):
    """Sealed bids and their opening."""

    name = "qinglian.domain.bids"
    label = "bids"
