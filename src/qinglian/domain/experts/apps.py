"""Django's handle on this app."""

from django.apps import AppConfig


class ExpertsConfig(AppConfig):
    """The register of experts, and the draw that nobody can steer (docs/protocol.md 11)."""

    name = "qinglian.domain.experts"
    label = "experts"
