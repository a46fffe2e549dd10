"""Django's handle on this app."""

from django.apps import AppConfig


class ObjectionsConfig(AppConfig):
    """Objections of bidders to published candidates, and their answers (REG 54)."""

    name = "qinglian.domain.objections"
    label = "objections"
