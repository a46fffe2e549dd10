"""Lists for the public."""

from qinglian.domain.contracts.models import Candidacy


def published_candidacies(*, most: int = 10) -> list[Candidacy]:
    """This will list the newest published candidates with their section, newest first."""
    rows = Candidacy.objects.select_related("section__tender", "award")
    return list(rows.order_by("-published_at", "-pk")[:most])
