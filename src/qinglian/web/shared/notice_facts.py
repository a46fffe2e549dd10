"""A notice as it will be read: its terms, sections, documents and guardians. The same rows serve preview, review and verification."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qinglian.domain.people.queries import names_of
from qinglian.domain.tenders import queries
from qinglian.domain.tenders.access import GROUPS, MODES, groups_of
from qinglian.domain.tenders.procedures import EVALUATION_METHODS, KINDS, procedure
from qinglian.domain.tenders.terms import SectionTerms
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.evaluation_facts import EvaluationFacts, evaluation_of

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice, Section


@dataclass(frozen=True)
class SectionFacts:
    """A section as the notice states it."""

    terms: SectionTerms
    method: Text
    sheet: list[Text]
    evaluation: EvaluationFacts | None


@dataclass(frozen=True)
class GuardianFacts:
    """A chosen guardian: who it is, and for how many of the sections the card is in."""

    name: str
    organisation: str
    cards: int
    is_complete: bool


@dataclass(frozen=True)
class GroupFacts:
    """One group of guardians."""

    label: Text
    need: Text
    guardians: list[GuardianFacts]


def facts_of(notice: "Notice") -> dict[str, Any]:
    """This will return the template's context for shared/notice_facts.html."""
    tender, sections = notice.tender, queries.sections_of(notice)
    return {
        "kind": KINDS[tender.kind],
        "procedure": procedure(tender.procedure).label,
        "sections": [_section(terms) for terms in queries.sections_stated(notice)],
        "documents": queries.documents_of(notice),
        "mode": MODES.get(notice.access.get("mode", ""), Text("还没有选", "Not chosen yet")),
        "groups": _groups(notice, sections),
        "previous": queries.previous_version(notice),
        "people": names_of([one for one in (notice.prepared_by, notice.reviewed_by, notice.verified_by) if one]),
    }


def _section(terms: SectionTerms) -> SectionFacts:
    method = EVALUATION_METHODS.get(terms.evaluation_method, Text("还没有选", "Not chosen yet"))
    sheet = [Text(field["label"]["zh"], field["label"]["en"]) for field in terms.sheet_form]
    return SectionFacts(terms, method, sheet, evaluation_of(terms.number, terms.evaluation))


def _groups(notice: "Notice", sections: list["Section"]) -> list[GroupFacts]:
    known = {one.id: one for one in queries.guardians_at(clock.now())}
    missing = [guardian for section in sections for guardian in queries.missing_cards(section, notice.access)]
    groups = []
    for group in groups_of(notice.access):
        count = len(group["guardians"])
        need = Text(f"{count} 人中 {group['threshold']} 人", f"{group['threshold']} of {count}")
        rows = []
        for guardian in group["guardians"]:
            one, lacking = known.get(guardian), missing.count(guardian)
            name, organisation = (one.name, one.organisation_name) if one else (guardian, "")
            rows.append(GuardianFacts(name, organisation, len(sections) - lacking, lacking == 0))
        groups.append(GroupFacts(GROUPS[group["name"]], need, rows))
    return groups
