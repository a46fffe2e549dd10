"""The bids' business and technical files, opened inside the session from the shares that guardians released to it."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Q

from qinglian.domain.bids import vault as packages
from qinglian.domain.bids.heads import head_of
from qinglian.domain.evaluation import refusals, vault
from qinglian.domain.evaluation.models import EvaluatedBid, SessionRelease
from qinglian.record import blobs
from qinglian.trust.access import BIDDER
from qinglian.trust.canonical import sha256
from qinglian.trust.inner import BidFile, Inner
from qinglian.trust.release import MOST_RELEASE_BYTES
from qinglian.trust.seal import open_compartment
from qinglian.trust.session import open_session_release
from qinglian.trust.strict import from_base64, read_json

_SHEET = "sheet"


@dataclass(frozen=True)
class ShownFile:
    """One file as a member may open it: name, type, hash, size in bytes."""

    name: str
    media_type: str
    sha256: str
    size: int


def opened_files(bid: EvaluatedBid, compartment: str) -> list[ShownFile]:
    """This will list the files of one compartment. SealFault when it does not open."""
    return [
        ShownFile(file.name, file.media_type, sha256(file.data).hex(), len(file.data))
        for file in inner_of(bid, compartment).files
    ]


def shown_file(bid: EvaluatedBid, compartment: str, name: str) -> BidFile:
    """This will return the file with this hash (NotFound otherwise)."""
    for file in inner_of(bid, compartment).files:
        if sha256(file.data).hex() == name:
            return file
    raise refusals.no_session()


def inner_of(bid: EvaluatedBid, compartment: str) -> Inner:
    """This will open one compartment of a bid with the session's identity. SealFault (protocol 8) when it does not open."""
    return _inner(bid.session.code, bid.pk, compartment, _releases(bid, compartment))


@lru_cache(maxsize=48)
def _inner(session: str, bid_id: int, compartment: str, releases: tuple[tuple[str, str], ...]) -> Inner:
    bid = EvaluatedBid.objects.select_related("announced__sealed").get(pk=bid_id)
    manifest, name = bid.announced.manifest, bid.announced.sealed.manifest_hash
    shares = {}
    for guardian, blob in releases:
        opened = _shares(session, blob)
        if name in opened:
            shares[guardian] = opened[name]
    return open_compartment(head_of(manifest, name), compartment, _ciphertext(bid, compartment), shares)


@lru_cache(maxsize=64)
def _shares(session: str, blob: str) -> dict[str, tuple[bytes, bytes]]:
    signed = read_json(blobs.read(blob), limit=MOST_RELEASE_BYTES * 2, name="session release")
    return open_session_release(
        vault.identity(session), from_base64(signed["document"]["shares"], name="shares", most=MOST_RELEASE_BYTES)
    )


def _releases(bid: EvaluatedBid, compartment: str) -> tuple[tuple[str, str], ...]:
    """The guardians' releases, and the bidder's own: nobody else's counts as this bid's lock."""
    rows = SessionRelease.objects.filter(session=bid.session, compartment=compartment).order_by("pk")
    rows = rows.filter(~Q(group=BIDDER) | Q(guardian=bid.announced.bidder_id))
    found = rows.values_list("group", "guardian", "blob")
    return tuple((BIDDER if group == BIDDER else guardian, blob) for group, guardian, blob in found)


def _ciphertext(bid: EvaluatedBid, compartment: str) -> bytes:
    sizes = {name: int(entry["size"]) for name, entry in bid.announced.manifest["compartments"].items()}
    skip = sizes[_SHEET] + (sizes["business"] if compartment == "technical" else 0)
    return packages.read_ciphertext(bid.announced.sealed.blob, skip=skip, size=sizes[compartment])
