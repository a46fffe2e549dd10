"""Django's handle on this app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Organisations, persons, posts, keys."""

    name = "qinglian.domain.people"
    label = "people"
