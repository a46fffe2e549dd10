"""Django's handle on this app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Timetable and commands."""

    name = "qinglian.jobs"
    label = "jobs"
