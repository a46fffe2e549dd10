"""The verdicts of the rulebook on one notice. The same function serves the form, the review, the publication and `verify`. Pure."""

from qinglian.domain.tenders.rules_content import verdicts_on_content, verdicts_on_keys
from qinglian.domain.tenders.rules_evaluation import verdicts_on_evaluation
from qinglian.domain.tenders.rules_money import verdicts_on_money
from qinglian.domain.tenders.rules_time import verdicts_on_times
from qinglian.domain.tenders.terms import NoticeTerms
from qinglian.domain.tenders.verdict import Verdict, in_order
from qinglian.law.calendar import WorkingCalendar


def verdicts(terms: NoticeTerms, *, calendar: WorkingCalendar) -> list[Verdict]:
    """This will judge a notice by every rule: broken first, then notes, unverified sources, and what is met."""
    found = [
        *verdicts_on_times(terms, calendar=calendar),
        *verdicts_on_money(terms),
        *verdicts_on_content(terms),
        *verdicts_on_keys(terms),
        *verdicts_on_evaluation(terms),
    ]
    return in_order(found)
