"""Institutional rules for tests: entered, drafted, laid before the staff, reviewed."""

from datetime import date, datetime, timedelta
from itertools import count

from qinglian.domain.integrity import actions
from qinglian.domain.integrity.models import ReviewCampaign, RuleVersion, SuperiorDocument, WorkRule
from qinglian.domain.people.models import Person
from qinglian.law.actor import Actor
from tests.factories import staff

AT = staff.AT
TODAY = date(2026, 11, 2)
TEXT = "第一条 为规范开标现场管理，制定本办法。\n第二条 开标现场由主持人负责，见证人员到场。\n第三条 本办法自印发之日起施行。"
_numbers = count(1)


def leader() -> Actor:
    """This will return a leader of the centre, stored when there is none."""
    found = Person.objects.filter(login="leader").first()
    return staff.actor(found or _named(staff.party_secretary(), "leader"))


def head(department: str = "transaction") -> Actor:
    """This will return the head of a section, stored when there is none."""
    login = f"head-{department}"
    found = Person.objects.filter(login=login).first()
    return staff.actor(found or _named(staff.head(f"{department} 科长", department=department), login))


def officer() -> Actor:
    """This will return an officer of the party office, stored when there is none."""
    found = Person.objects.filter(login="party-office").first()
    return staff.actor(found or _named(staff.party_officer(), "party-office"))


def entered(many: int = 1, *, department: str = "transaction", title: str = "", text: str = TEXT) -> list[WorkRule]:
    """This will enter rules in force of a section."""
    rows = []
    for _ in range(many):
        number = next(_numbers)
        name = title or f"测试制度{number}办法"
        rows.append(
            actions.Existing(f"JZ-{number:04}", name, "trading", department, date(2024, 3, 1), date(2024, 3, 1), text)
        )
    return actions.enter_rules(rows, by=officer(), at=AT)


def drafted(*, department: str = "transaction", title: str = "开标现场管理办法", text: str = TEXT) -> RuleVersion:
    """This will draft a new rule."""
    return actions.draft_rule(
        number=f"JZ-{next(_numbers):04}", title=title, category="trading", department=department, text=text, by=officer(), at=AT
    )  # fmt: skip


def consulted(version: RuleVersion | None = None, *, days: int = 7) -> RuleVersion:
    """This will lay a draft before the staff for some days."""
    return actions.consult_on_version(version or drafted(), until=TODAY + timedelta(days=days), by=officer(), at=AT)


def later(days: int) -> datetime:
    """This will return a moment some days after AT."""
    return AT + timedelta(days=days)


def campaign(many: int = 3) -> ReviewCampaign:
    """This will open a review of rules of the transaction section, whose head is stored."""
    entered(many)
    head()
    return actions.open_rule_review(due_on=TODAY + timedelta(days=30), by=leader(), at=AT)


def document(*clauses: str) -> SuperiorDocument:
    """This will enter a superior document."""
    return actions.take_apart_document(
        title="关于加强公共资源交易廉洁风险防控的意见", number=f"江政办发〔2026〕{next(_numbers)}号", issuer="江城市人民政府办公室",
        issued_on=date(2026, 3, 2), clauses=clauses or ("一、落实主体责任。", "二、完善制度。", "三、配备境外联络员。"), by=officer(), at=AT,
    )  # fmt: skip


def _named(person: Person, login: str) -> Person:
    person.login = login
    person.save(update_fields=["login"])
    return person
