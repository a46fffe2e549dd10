"""Destroying ciphertexts that nothing points to any more: what a crash left behind."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from qinglian.domain.bids import vault
from qinglian.domain.bids.models import SealedBid
from qinglian.domain.tenders.models import Section
from qinglian.record import blobs

UNCLAIMED_FOR = timedelta(hours=1)  # an upload is claimed by its row within seconds of lying on disk


def sweep_ciphertexts(section: Section, *, at: datetime) -> int:
    """This will destroy ciphertexts of a section that should be gone: superseded and withdrawn ones whose destruction a crash prevented.

    Returns how many files it found and destroyed. `at` is the moment of the sweep; bids that ended up to it are looked at.
    """
    ended = SealedBid.objects.filter(section=section, ended_at__lte=at).values_list("blob", flat=True)
    left = [blob for blob in ended if blobs.path_of(blob).is_file()]
    for blob in left:
        blobs.destroy(blob)
    return len(left)


def sweep_orphans(*, at: datetime) -> int:
    """This will destroy what uploads that a crash cut short left on disk: drafts, and packages without a row (no receipt exists).

    Only files untouched for an hour; others' files and everything that a row claims are left alone. Returns how many it destroyed.
    """
    oldest = (at - UNCLAIMED_FOR).timestamp()
    private = Path(settings.QINGLIAN_BLOB_DIR) / "private"
    drafts = [path for path in private.glob(".draft-*") if path.stat().st_mtime < oldest]
    found = {path.name for path in private.glob("??/*") if path.stat().st_mtime < oldest and vault.is_bid(path)}
    orphans = found - set(SealedBid.objects.filter(blob__in=found).values_list("blob", flat=True))
    for draft in drafts:
        draft.unlink(missing_ok=True)
    for name in orphans:
        blobs.destroy(name)
    return len(drafts) + len(orphans)
