"""What a guardian holds keys for: cards to sign while notices are prepared, openings to attend afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, TextField
from django.db.models.functions import Cast

from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.models import GuardianCard, Notice, Section
from qinglian.domain.tenders.queries.sections import PENDING, no_tender

MOST_ROWS = 200


@dataclass(frozen=True)
class Guarded:
    """One section for whose opening a guardian was chosen. `card` is the newest card handed in for its present round, or None."""

    section: Section
    notice: Notice
    guardian: str
    group: str
    card: GuardianCard | None

    @property
    def needs_card(self) -> bool:
        """This will say whether the guardian must sign: the section is still being prepared and no card for its group is in."""
        return self.section.state == "draft" and (self.card is None or self.card.group != self.group)

    @property
    def next_epoch(self) -> int:
        """This will return the epoch of the next card."""
        return 0 if self.card is None else self.card.epoch + 1


def guarded_by(guardians: Iterable[str]) -> list[Guarded]:
    """This will list the sections for which one of these guardians (`grd-...`) was chosen, newest deadline first."""
    wanted = list(guardians)
    if not wanted:
        return []
    chosen = Q()
    for guardian in wanted:
        chosen |= Q(access_text__contains=f'"{guardian}"')
    live = Q(state__in=PENDING) | Q(governed_sections__isnull=False)
    rows = Notice.objects.annotate(access_text=Cast("access", TextField())).filter(chosen, live)
    rows = (
        rows.select_related("tender__tenderer").prefetch_related(_sections()).distinct().order_by("-deadline_at", "-pk")
    )
    return [found for notice in rows[:MOST_ROWS] for found in _guarded(notice, wanted)]


def guarded_section(code: str, number: str, *, guardians: Iterable[str]) -> Guarded:
    """This will return one such section (NotFound when none of these guardians was chosen for it)."""
    for found in guarded_by(guardians):
        if (found.section.tender.code, found.section.number) == (code, number):
            return found
    raise no_tender(f"{code}/{number}")


def _sections() -> "Prefetch[str]":
    sections = Section.objects.select_related("tender__tenderer", "notice").order_by("pk")
    return Prefetch("tender__sections", queryset=sections.prefetch_related("cards__guardian"))


def _guarded(notice: Notice, wanted: list[str]) -> list[Guarded]:
    groups = guardians_of(notice.access)
    return [
        Guarded(section, notice, guardian, groups[guardian], _newest_card(section, guardian))
        for section in notice.tender.sections.all()
        if _governs(notice, section)
        for guardian in wanted
        if guardian in groups
    ]


def _governs(notice: Notice, section: Section) -> bool:
    """A published notice governs its sections; one that is being prepared is about those still in draft."""
    if section.notice_id is not None:
        return section.notice_id == notice.pk
    return section.state == "draft" and notice.state in PENDING


def _newest_card(section: Section, guardian: str) -> GuardianCard | None:
    cards = [
        card for card in section.cards.all() if card.round == section.round and card.guardian.guardian_id == guardian
    ]
    return max(cards, key=lambda card: card.epoch, default=None)
