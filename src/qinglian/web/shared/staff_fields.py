"""Choices of people and sections in the forms of the centre's own affairs."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS
from qinglian.law.text import Text
from qinglian.web.shared.forms import choice_field
from qinglian.web.shared.tags import word

if TYPE_CHECKING:
    from django import forms

    from qinglian.domain.people.models import RollEntry

DEPARTMENT_LABELS = {row.code: row.name for row in DEPARTMENTS}


def department_field(zh: str = "科室", en: str = "Section") -> "forms.ChoiceField":
    """This will make the choice of a section."""
    return choice_field(zh, en, DEPARTMENT_LABELS)


def person_choice(person: str, name: str, department: str) -> tuple[str, str]:
    """This will offer one person by name and section: two may bear one name."""
    section = DEPARTMENT_BY_CODE[department].name
    return person, word(Text(f"{name}（{section.zh}）", f"{name} ({section.en})"))


def person_choices(entries: "Iterable[RollEntry]") -> list[tuple[str, str]]:
    """This will offer the people of these entries of the roll."""
    return [person_choice(row.person_id, row.person.name, row.department) for row in entries]
