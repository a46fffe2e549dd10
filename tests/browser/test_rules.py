"""Institutional rules in a real browser: register, rule, version, comparison, review, clauses; both widths, both languages, no fault."""

from datetime import timedelta

import pytest

from qinglian.domain.integrity import actions
from qinglian.domain.people.models import Person
from qinglian.record import keys
from qinglian.record.clock import simulated_at
from tests.browser.desk import Desk, axe_clean, fits
from tests.factories import staff
from tests.factories import work_rules as rules

pytestmark = pytest.mark.django_db(transaction=True)


def furnished() -> dict[str, str]:
    """This will store rules in every state and return the pages to look at."""
    revised = rules.entered(title="江城市公共资源交易中心开标现场管理办法")[0]
    rules.entered(5, department="finance", title="江城市公共资源交易中心差旅费管理办法")
    rules.head("finance")
    rules.head()
    version = actions.draft_revision(revised, change="平台上线后流程改变", by=rules.head(), at=rules.AT)
    text = rules.TEXT.replace("见证人员到场", "见证人员、监督人员到场")
    actions.edit_version(version, title=revised.title, text=text, change="平台上线", by=rules.head(), at=rules.AT)
    asked = rules.consulted(version)
    first = actions.comment_on_version(asked, words="建议写明监督人员的人数。", by=rules.leader(), at=rules.AT)
    actions.answer_comment(first, is_adopted=True, answer="采纳，不少于一名。", by=rules.head(), at=rules.AT)
    actions.comment_on_version(asked, words="建议写明备用开标室。", by=staff.actor(staff.member("职工甲")), at=rules.AT)
    campaign = actions.open_rule_review(due_on=rules.TODAY + timedelta(days=30), by=rules.leader(), at=rules.AT)
    reviews = list(campaign.reviews.filter(department="finance").order_by("pk"))
    told = ("kept", "kept", "revised", "repealed")
    rows = [actions.Outcome(row, say, "与上位规定一致，继续适用") for row, say in zip(reviews, told, strict=False)]
    proposed = actions.propose_outcomes(campaign, rows, by=rules.head("finance"), at=rules.AT)
    actions.approve_outcomes(campaign, proposed[:2] + proposed[3:], by=rules.leader(), at=rules.AT)
    clauses = list(rules.document().clauses.order_by("place"))
    actions.match_clause(clauses[0], rule=revised, point="R19", words="制度已覆盖", by=rules.officer(), at=rules.AT)
    owner = staff.member("责任人乙")
    due_on = rules.TODAY + timedelta(days=20)
    actions.plan_clause(clauses[1], words="补充办法", owner=owner, due_on=due_on, by=rules.officer(), at=rules.AT)
    gone = proposed[3].rule_id
    return {
        "rules": "/centre/rules/?words=主持",
        "rules-all": "/centre/rules/",
        "rule": f"/centre/rules/{revised.pk}/",
        "rule-repealed": f"/centre/rules/{gone}/",
        "rule-version": f"/centre/rules/{revised.pk}/versions/{version.number}/",
        "rule-compare": f"/centre/rules/{revised.pk}/compare/?old=1&new=2",
        "rule-new": "/centre/rules/new/",
        "rule-consultations": "/centre/rules/consultations/",
        "rule-review": "/centre/rules/reviews/",
        "benchmarks": "/centre/rules/benchmarks/",
        "benchmark": f"/centre/rules/benchmarks/{clauses[0].document_id}/",
        "clause": f"/centre/rules/clauses/{clauses[2].pk}/",
    }


@pytest.mark.parametrize(("phone", "language"), [(False, "zh-CN"), (True, "zh-CN"), (False, "en")])
def test_rules_reviews_and_benchmarks(desk: Desk, phone: bool, language: str) -> None:
    keys.make_keys()
    with simulated_at(rules.AT):
        pages = furnished()
        seen = {"head-finance": ("rule-review",), "leader": ("rule-review", "rule-repealed", "rule")}
        seen |= {"party-office": tuple(name for name in pages if name not in ("rule-review", "rule-repealed", "rule"))}
        for login, names in seen.items():
            page = desk.page(person=Person.objects.get(login=login), phone=phone, language=language)
            for name in names:
                page.goto(desk.url(pages[name]))
                axe_clean(page)
                fits(page)
                desk.picture(page, f"{name}-{login}-{'phone' if phone else 'desk'}-{language[:2]}")
