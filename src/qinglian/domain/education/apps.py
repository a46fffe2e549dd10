"""The app `education`."""

from django.apps import AppConfig


class EducationConfig(AppConfig):
    """Registers the tables."""

    name = "qinglian.domain.education"
    label = "education"
