"""Django's handle on this app."""

from django.apps import AppConfig


class ProjectsConfig(AppConfig):
    """Investment projects."""

    name = "qinglian.domain.projects"
    label = "projects"
