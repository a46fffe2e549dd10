"""Django's handle on this room."""

from django.apps import AppConfig


class RecordConfig(AppConfig):
    """The record."""

    name = "qinglian.record"
    label = "record"
