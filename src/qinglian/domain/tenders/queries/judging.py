"""The verdicts on a notice: its terms are read from the tables, the judging is pure (rules.py)."""

import json
from collections import Counter
from copy import copy
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet

from qinglian.domain.people.models import OrganisationKey
from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.exclusion_terms import scan
from qinglian.domain.tenders.lots import PARTIES_OF
from qinglian.domain.tenders.models import Notice, Section
from qinglian.domain.tenders.queries.sections import (
    documents_of,
    missing_cards,
    opening_of,
    previous_version,
    sections_of,
)
from qinglian.domain.tenders.queries.seeds import deposit_access_of, scope_hash
from qinglian.domain.tenders.rules import verdicts
from qinglian.domain.tenders.tender_form import NoticeInput
from qinglian.domain.tenders.terms import NoticeTerms, PreviousTerms, SectionTerms, TermFinding
from qinglian.domain.tenders.verdict import Verdict
from qinglian.law.calendar import WorkingCalendar, notice_from_row
from qinglian.law.evaluation.terms import check_terms, needs_seed
from qinglian.law.holiday_notices import official_calendar
from qinglian.law.rulebook import rule
from qinglian.law.text import Text
from qinglian.record.clock import CHINA
from qinglian.record.prepared import prepared
from qinglian.record.queries import fact_with_leaf


def working_calendar() -> WorkingCalendar:
    """This will return the working-day calendar: the notices that we know and those in `holidays.json` of the installation's home."""
    loaded = settings.HOME / "holidays.json"
    if not loaded.is_file():
        return official_calendar()
    return official_calendar(tuple(notice_from_row(row) for row in json.loads(loaded.read_text("utf-8"))))


def verdicts_on(notice: Notice, *, at: datetime, for_publication: bool = False) -> list[Verdict]:
    """This will judge a notice at this moment, broken rules first. A published one is judged as on the day of its publication;
    of a superseded one the verdicts are those that its fact recorded."""
    if notice.state == "superseded":
        return [_recorded(row, notice) for row in _body_of(notice)["verdicts"]]
    return verdicts(terms_of(notice, at=at, for_publication=for_publication), calendar=working_calendar())


def verdicts_if(notice: Notice, typed: NoticeInput, *, at: datetime) -> list[Verdict]:
    """This will judge a draft as if it said what is typed; nothing is stored. `section_changes` may hold what is typed about sections."""
    supposed = copy(notice)
    for name in NoticeInput.__dataclass_fields__:
        setattr(supposed, name, getattr(typed, name))
    return verdicts_on(supposed, at=at)


def terms_of(notice: Notice, *, at: datetime, for_publication: bool = False) -> NoticeTerms:
    """This will read the terms of a notice as the rules want them, all moments in China Standard Time."""
    tender = notice.tender
    sections = sections_of(notice)
    documents, keys = documents_of(notice), _keys_of(notice)
    return NoticeTerms(
        judged_at=_local(notice.published_at or at),
        for_publication=for_publication or notice.published_at is not None,
        version=notice.version,
        kind=tender.kind,
        procedure=tender.procedure,
        must_tender=tender.must_tender,
        state_funded=tender.project.state_funded,
        approval_number=tender.project.approval_number,
        fund_source=tender.project.fund_source,
        approved_budget_fen=tender.project.approved_budget_fen,
        tenderer_address=str(tender.tenderer.details.get("address", "")),
        place=tender.place,
        supervisor=tender.supervisor.name if tender.supervisor else "",
        platform_address=settings.QINGLIAN_BASE_URL,
        text=notice.text,
        qualification=notice.qualification,
        consortium_allowed=notice.consortium_allowed,
        documents_from_at=_local(notice.documents_from_at),
        documents_until_at=_local(notice.documents_until_at),
        questions_until_at=_local(notice.questions_until_at),
        deadline_at=_local(notice.deadline_at),
        bid_validity_days=notice.bid_validity_days,
        decrypt_window_minutes=notice.decrypt_window_minutes,
        access=notice.access,
        price_floor_fen=notice.price_floor_fen,
        sections=tuple(section_terms(section, notice) for section in sections),
        document_count=len(documents),
        findings=_findings(notice, sections, [found for document in documents for found in document.findings]),
        guardian_organisations={row.guardian_id: row.organisation_id for row in keys},
        cards_missing=_cards_missing(notice, sections, keys),
        seeds_missing=tuple(row for section in sections for row in _seeds_missing(section)),
        **_change_stated(notice),
    )


def _change_stated(notice: Notice) -> dict[str, Any]:
    before = previous_version(notice)
    previous = PreviousTerms(_local(before.documents_from_at), _local(before.deadline_at)) if before else None
    return {"change": notice.change, "affects_bids": notice.affects_bids, "previous": previous}


def section_terms(section: Section, notice: Notice) -> SectionTerms:
    """This will return a section as this notice states it: an amendment's changes are laid over the section in force."""
    changes = {} if notice.published_at else notice.section_changes.get(section.number, {})
    return SectionTerms(
        number=section.number,
        name=section.name,
        estimate_fen=section.estimate_fen,
        price_cap_fen=changes.get("price_cap_fen", section.price_cap_fen),
        bid_security_fen=changes.get("bid_security_fen", section.bid_security_fen),
        evaluation_method=section.evaluation_method,
        sheet_form=section.sheet_form,
        scope=section.scope,
        period_days=section.period_days,
        evaluation=section.evaluation,
    )


def sections_stated(notice: Notice) -> list[SectionTerms]:
    """This will list the sections as a notice states them; a superseded version is read from its published fact."""
    if notice.state == "superseded":
        names = SectionTerms.__dataclass_fields__
        return [SectionTerms(**{name: row[name] for name in names}) for row in _body_of(notice)["sections"]]
    return [section_terms(section, notice) for section in sections_of(notice)]


def _body_of(notice: Notice) -> dict[str, Any]:
    fact = fact_with_leaf(notice.leaf)
    if fact is None:
        raise LookupError(f"notice {notice.pk}: the record has no fact with the leaf {notice.leaf}")
    body: dict[str, Any] = fact.fact["body"]
    return body


def _recorded(row: dict[str, str], notice: Notice) -> Verdict:
    on = _local(notice.published_at or notice.created_at).date()
    known = rule(row["rule"], on=on)
    return Verdict(
        known.key, known.label, Text(row["zh"], row["en"]), row["article"], row["outcome"], quote=known.quote
    )


def _local(moment: datetime) -> datetime:
    return moment.astimezone(CHINA)


def _findings(notice: Notice, sections: list[Section], in_documents: list[dict[str, str]]) -> tuple[TermFinding, ...]:
    found = scan(notice.qualification, where="qualification") + scan(notice.text, where="text")
    for section in sections:
        found += scan(section.scope, where=f"section:{section.number}")
    found += [TermFinding(row["rule"], row["term"], row["excerpt"], row["where"]) for row in in_documents]
    return tuple(found)


def _keys_of(notice: Notice) -> list[OrganisationKey]:
    numbers = [guardian.removeprefix("grd-") for guardian in guardians_of(notice.access)]
    return _keys(tuple(int(number) for number in numbers if number.isdigit()))


@prepared
def _keys(numbers: tuple[int, ...]) -> QuerySet[OrganisationKey]:
    return OrganisationKey.objects.filter(pk__in=numbers).select_related("organisation").defer("organisation__details")


def _seeds_missing(section: Section) -> list[tuple[str, str]]:
    """A seed that other guardians keep than those of the notice counts as none."""
    if check_terms(section.evaluation) or not needs_seed(section.evaluation):
        return []
    access, scope = deposit_access_of(section), scope_hash(opening_of(section))
    kept = section.seeds.filter(purpose="coefficient", scope_hash=scope, superseded_at=None)
    stand = {row.party for row in kept if row.deposit["access"] == access}
    return [(section.number, party) for party in PARTIES_OF["coefficient"] if party not in stand]


def _cards_missing(notice: Notice, sections: list[Section], keys: list[OrganisationKey]) -> tuple[str, ...]:
    """By organisation, never by a person's name: verdicts are published."""
    names = {row.guardian_id: row.organisation.name for row in keys}
    missing = Counter(
        (section.number, names.get(guardian, guardian))
        for section in sections
        for guardian in missing_cards(section, notice.access)
    )
    return tuple(f"{name} {count}（{number}）" for (number, name), count in missing.items())
