"""The guardians as the hall shows them: who released, who named envelopes that hold no share, who is still asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from qinglian.domain.bids.models import AnnouncedBid, ClosingList, Release
from qinglian.domain.bids.wording import UNOPENED
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.models import GuardianCard, Section
from qinglian.law.text import Text
from qinglian.record.prepared import prepared
from qinglian.trust.access import BIDDER


@dataclass(frozen=True)
class HallUnopened:
    """A bid whose envelope held no share for a guardian, by the guardian's own statement (or provably, after an identity)."""

    number: int
    manifest: str
    reason: str

    @property
    def why(self) -> Text:
        """This will say the reason in words."""
        return UNOPENED[self.reason]


@dataclass(frozen=True)
class HallGuardian:
    """One guardian. `state`: released, waiting, spare (its group is complete without it) or not_yet."""

    id: str
    name: str
    organisation: str
    state: str
    released_at: datetime | None
    on_paper: bool
    unopened: tuple[HallUnopened, ...]

    @property
    def may_read_out(self) -> bool:
        """This will say whether the guardian's identity would still add something: nothing was released, or not every bid."""
        return self.state != "released" or (bool(self.unopened) and not self.on_paper)


@dataclass(frozen=True)
class HallGroup:
    """One group of guardians: how many must release, how many have, and for how many bids their shares do not suffice."""

    name: str
    label: Text
    threshold: int
    released: int
    lacking: int
    guardians: tuple[HallGuardian, ...]

    @property
    def is_complete(self) -> bool:
        """This will say whether the group's threshold is met for every bid."""
        return self.released >= self.threshold and not self.lacking

    @property
    def needs_identity(self) -> bool:
        """This will say whether bids lack shares though every guardian released: then only an identity settles whose fault it is."""
        return bool(self.lacking) and self.released == len(self.guardians)


def groups_of(section: Section, closing: ClosingList | None, *, is_announced: bool) -> tuple[HallGroup, ...]:
    """This will list the groups of guardians with what each guardian has released so far."""
    assert section.notice is not None
    rows = _releases(closing.pk) if closing is not None and is_announced else []
    cards, numbers = tenders.cards_of(section), _numbers(closing, rows)
    is_open = is_announced and closing is not None and closing.finished_at is None
    last = {
        row.guardian: row for row in sorted(rows, key=lambda row: row.on_paper)
    }  # an identity says more than a signature
    return tuple(
        _group(group, cards, last, numbers, is_open=is_open)
        for group in section.notice.access["groups"]
        if group["name"] != BIDDER
    )


@prepared
def _releases(closing: int) -> QuerySet[Release]:
    return Release.objects.filter(closing=closing, manifest="").order_by("pk")


def _numbers(closing: ClosingList | None, rows: Sequence[Release]) -> dict[str, int]:
    """This will number the bids that some guardian named; no question is asked when there is none."""
    named = {one["manifest"] for row in rows for one in row.unopened}
    if not named:
        return {}
    found = AnnouncedBid.objects.filter(closing=closing, sealed__manifest_hash__in=named)
    return dict(found.values_list("sealed__manifest_hash", "number"))


def _group(
    group: dict[str, Any],
    cards: Mapping[str, GuardianCard],
    last: Mapping[str, Release],
    numbers: Mapping[str, int],
    *,
    is_open: bool,
) -> HallGroup:
    done = [last[guardian] for guardian in group["guardians"] if guardian in last]
    lacking = _lacking(done, group["threshold"])
    enough = len(done) >= group["threshold"] and not (lacking and is_open)
    rest = "spare" if enough else "waiting" if is_open else "not_yet"
    members = tuple(_guardian(name, cards.get(name), last.get(name), numbers, rest) for name in group["guardians"])
    return HallGroup(group["name"], GROUPS[group["name"]], group["threshold"], len(done), lacking, members)


def _lacking(done: Sequence[Release], threshold: int) -> int:
    """This will count the bids for which fewer guardians than needed released a share, once enough guardians have released."""
    if len(done) < threshold:
        return 0
    named = [{one["manifest"] for one in row.unopened} for row in done]
    return sum(
        len(done) - sum(manifest in names for names in named) < threshold for manifest in set[str]().union(*named)
    )


def _guardian(
    name: str, card: GuardianCard | None, row: Release | None, numbers: Mapping[str, int], rest: str
) -> HallGuardian:
    named = [HallUnopened(numbers[one["manifest"]], **one) for one in row.unopened] if row else []
    return HallGuardian(
        id=name,
        name=card.signed["document"]["name"] if card else name,
        organisation=card.guardian.organisation.name if card else "",
        state="released" if row else rest,
        released_at=row.at if row else None,
        on_paper=bool(row and row.on_paper),
        unopened=tuple(sorted(named, key=lambda one: one.number)),
    )
