"""Django's handle on this app."""

from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """From the candidates to the award (docs/protocol.md 13)."""

    name = "qinglian.domain.contracts"
    label = "contracts"
