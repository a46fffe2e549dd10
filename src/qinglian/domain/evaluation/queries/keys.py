"""Who has given the session its keys and who still has to. Every release is an open fact, so whoever asks may see them all."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import F

from qinglian.domain.bids.policy import needs_own_lock
from qinglian.domain.evaluation.models import EvaluatedBid, Session, SessionRelease
from qinglian.domain.tenders import queries as tenders
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.access import groups_of as guardian_groups
from qinglian.law.text import Text
from qinglian.record import queries as record
from qinglian.trust.access import BIDDER
from qinglian.trust.session import SESSION_COMPARTMENTS

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import GuardianCard, Section
    from qinglian.domain.tenders.queries import Guarded


@dataclass(frozen=True)
class KeyHolder:
    """One guardian, or one bidder with its own lock. `given` maps compartment -> when it was released."""

    id: str
    name: str
    organisation: str
    given: dict[str, datetime]

    @property
    def missing(self) -> tuple[str, ...]:
        """This will list the compartments that it has not released."""
        return tuple(part for part in SESSION_COMPARTMENTS if part not in self.given)

    @property
    def released_at(self) -> datetime | None:
        """This will say since when both are released, or None."""
        return None if self.missing else max(self.given.values())


@dataclass(frozen=True)
class KeyGroup:
    """One group of guardians and how many of them must release."""

    name: str
    label: Text
    threshold: int
    holders: tuple[KeyHolder, ...]

    @property
    def complete_at(self) -> datetime | None:
        """This will say since when enough have released both compartments, or None."""
        times = [sorted(one.given[part] for one in self.holders if part in one.given) for part in SESSION_COMPARTMENTS]
        if any(len(found) < self.threshold for found in times):
            return None
        return max(found[self.threshold - 1] for found in times)


@dataclass(frozen=True)
class SessionKeys:
    """The keys of one session. `locks` are the bidders' own, empty where they have none."""

    session: Session
    groups: tuple[KeyGroup, ...]
    locks: tuple[KeyHolder, ...]

    @property
    def complete_at(self) -> datetime | None:
        """This will say since when every group of guardians is complete (where there is none: since the session began), or None."""
        times = [group.complete_at for group in self.groups]
        return max((at for at in times if at), default=self.session.opened_at) if all(times) else None

    @property
    def locks_until_at(self) -> datetime | None:
        """This will say until when bidders may release their own locks: the window begins when the guardians are done."""
        done, notice = self.complete_at, self.session.section.notice
        return done + timedelta(minutes=notice.decrypt_window_minutes) if done and notice else None

    @property
    def locks_given(self) -> int:
        """This will count the bidders that released their own locks."""
        return sum(not lock.missing for lock in self.locks)

    @property
    def takes_keys(self) -> bool:
        """This will say whether a release can still add anything: the files are not open yet."""
        return self.session.state == "open" and self.session.unsealed_at is None

    @property
    def is_witnessed(self) -> bool:
        """This will say whether enough witnesses cosigned the session's fact: before that a careful tool releases nothing."""
        return record.is_cosigned(self.session.fact)

    def holder(self, holder: str) -> KeyHolder | None:
        """This will find a guardian of this session, or a bidder with a lock of its own; None for anybody else."""
        everybody = [one for group in self.groups for one in group.holders] + list(self.locks)
        return next((one for one in everybody if one.id == holder), None)

    def stage_for(self, holder: str) -> str:
        """This will say where this holder stands: stranger, released, over (the files are open), unwitnessed, spare or needed."""
        own = self.holder(holder)
        if own is None:
            return "stranger"
        if not own.missing:
            return "released"
        if not self.takes_keys:
            return "over"
        if not self.is_witnessed:
            return "unwitnessed"
        is_spare = any(group.complete_at for group in self.groups if own in group.holders)
        return "spare" if is_spare else "needed"

    def is_ready(self, *, at: datetime) -> bool:
        """This will say whether the files can be opened now: all keys are in, or the window of those that are not has passed."""
        until = self.locks_until_at
        return until is not None and (all(not lock.missing for lock in self.locks) or at >= until)


def session_keys(session: Session) -> SessionKeys:
    """This will gather who released what to this session."""
    notice = session.section.notice
    assert notice is not None  # an opened section has its notice
    rows = list(SessionRelease.objects.filter(session=session))
    cards = tenders.cards_of(session.section)
    groups = _groups(session, rows, cards)
    return SessionKeys(session, groups, _locks(session, rows) if needs_own_lock(notice.access) else ())


def keys_wanted(guarded: Collection["Guarded"]) -> set[tuple[int, str]]:
    """This will say for which (section, guardian) of these a session waits: the group is not complete and the guardian has not released."""
    waiting = _waiting([one.section.pk for one in guarded])
    wanted = set()
    for one in guarded:
        found = next((group for group in one.notice.access["groups"] if group["name"] == one.group), None)
        if one.section.pk in waiting and found is not None:
            group = _group(found, waiting[one.section.pk][1], {})
            own = next(holder for holder in group.holders if holder.id == one.guardian)
            if own.missing and group.complete_at is None:
                wanted.add((one.section.pk, one.guardian))
    return wanted


def locks_wanted(sections: Collection["Section"], *, bidder: str) -> dict[int, datetime | None]:
    """This will say in which of these sections a session waits for this bidder's own lock: section -> until when (None: guardians first)."""
    waiting = _waiting([one.pk for one in sections if one.notice and needs_own_lock(one.notice.access)])
    evaluated = EvaluatedBid.objects.filter(session__section__in=list(waiting), announced__bidder=bidder)
    wanted = {}
    for section in evaluated.values_list("session__section", flat=True):
        session, rows = waiting[section]
        if _holder(bidder, rows).missing:
            wanted[section] = SessionKeys(session, _groups(session, rows, {}), ()).locks_until_at
    return wanted


def _waiting(sections: Sequence[int]) -> dict[int, tuple[Session, list[SessionRelease]]]:
    """Section -> its session that still takes keys and the releases to it: two queries whatever the number of sections."""
    sessions = Session.objects.select_related("section__notice").filter(
        section__in=sections, round=F("section__round"), state="open", unsealed_at=None
    )
    found = {one.pk: (one, list[SessionRelease]()) for one in sessions}
    for row in SessionRelease.objects.filter(session__in=list(found)):
        found[row.session_id][1].append(row)
    return {session.section_id: (session, rows) for session, rows in found.values()}


def _groups(session: Session, rows: Sequence[SessionRelease], cards: dict[str, "GuardianCard"]) -> tuple[KeyGroup, ...]:
    notice = session.section.notice
    assert notice is not None  # an opened section has its notice
    return tuple(_group(group, rows, cards) for group in guardian_groups(notice.access))


def _group(group: dict[str, Any], rows: Iterable[SessionRelease], cards: dict[str, "GuardianCard"]) -> KeyGroup:
    rows = [row for row in rows if row.group == group["name"]]
    holders = tuple(_holder(name, rows, cards.get(name)) for name in group["guardians"])
    return KeyGroup(group["name"], GROUPS[group["name"]], group["threshold"], holders)


def _holder(name: str, rows: Iterable[SessionRelease], card: "GuardianCard | None" = None) -> KeyHolder:
    given = {row.compartment: row.at for row in rows if row.guardian == name}
    shown = card.signed["document"]["name"] if card else name
    return KeyHolder(name, shown, card.guardian.organisation.name if card else "", given)


def _locks(session: Session, rows: Sequence[SessionRelease]) -> tuple[KeyHolder, ...]:
    own = [row for row in rows if row.group == BIDDER]
    bids = EvaluatedBid.objects.filter(session=session).order_by("number")
    return tuple(
        KeyHolder(bidder, name, name, _holder(bidder, own).given)
        for bidder, name in bids.values_list("announced__bidder", "announced__bidder__name")
    )
