"""What the timetable asks of the bids: which closings wait for the witnesses, which are being opened."""

from django.db.models import F

from qinglian.domain.bids.models import ClosingList


def waiting_for_quorum() -> list[ClosingList]:
    """This will list the closings whose release has not started, oldest first. Failed and terminated sections wait for nothing."""
    rows = ClosingList.objects.select_related("section__tender", "section__notice", "fact")
    return list(
        rows.filter(released_from_at__isnull=True, section__state="closed", round=F("section__round")).order_by("pk")
    )


def in_release() -> list[ClosingList]:
    """This will list the closings whose keys are being released and whose opening is not finished, oldest first."""
    rows = ClosingList.objects.select_related("section__tender", "section__notice")
    return list(
        rows.filter(section__state="releasing", finished_at__isnull=True, round=F("section__round")).order_by("pk")
    )
