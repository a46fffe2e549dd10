"""Where a duty is done: for each kind the page that fulfils it. Rows of data."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from qinglian.domain.people.models import Duty


@dataclass(frozen=True)
class Where:
    """The name of a page's address, and whether it takes the number (or word) behind the colon of the duty's `about`."""

    page: str
    takes_about: bool = False


WHERE: dict[str, Where] = {
    "risk_proposal": Where("centre_propose_point", takes_about=True),
    "pledge": Where("centre_own_pledge"),
    "duty_list": Where("centre_own_lists"),
    "duty_list_review": Where("centre_own_lists"),
    "rule_review": Where("centre_rule_reviews"),
    "clause": Where("centre_clause", takes_about=True),
    "attend": Where("centre_study_activity", takes_about=True),
    "self_test": Where("centre_study_test", takes_about=True),
    "reflection": Where("centre_study_own_reflection", takes_about=True),
    "follow_up_study": Where("centre_study_directives"),
    "lecture": Where("centre_study_lectures"),
    "discussion": Where("centre_study_case", takes_about=True),
    "commitment": Where("centre_study_commitment", takes_about=True),
    "decision": Where("centre_decision", takes_about=True),
    "work_task": Where("centre_task", takes_about=True),
    "culture_renewal": Where("centre_position_content", takes_about=True),
    "return_book": Where("centre_loan", takes_about=True),
    "talk": Where("centre_talk", takes_about=True),
    "talk_on_appointment": Where("centre_talk_appointed", takes_about=True),
    "home_visit": Where("centre_home_visit", takes_about=True),
    "family_video": Where("centre_family_videos"),
    "answer_suggestion": Where("centre_suggestion", takes_about=True),
    "festival_reading": Where("centre_festival", takes_about=True),
    "self_check": Where("centre_self_check", takes_about=True),
    "self_check_review": Where("centre_self_check", takes_about=True),
    "inspection": Where("supervisor_inspection", takes_about=True),
    "periodic_check": Where("supervisor_inspection", takes_about=True),
    "rectification": Where("centre_rectification", takes_about=True),
    "recheck": Where("supervisor_rectification", takes_about=True),
    "urge": Where("supervisor_rectification", takes_about=True),
}


def link_of(duty: "Duty") -> str:
    """This will return the address of the page where this duty is done ("" while no page does it)."""
    where = WHERE.get(duty.kind)
    if where is None:
        return ""
    return reverse(where.page, args=(duty.about.split(":", 1)[1],)) if where.takes_about else reverse(where.page)
