"""Django's handle on this app."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """The evaluation session: sealed files, independent sheets, a result that anybody can recompute (docs/protocol.md 12)."""

    name = "qinglian.domain.evaluation"
    label = "evaluation"
