"""What forms of the centre's registers share: days, choices in two languages, a few sentences."""

from collections.abc import Mapping
from typing import Any

from django import forms

from qinglian.domain.people.establishment import DEPARTMENTS
from qinglian.law.text import Text
from qinglian.web.shared.forms import spoken


def day_field(zh: str, en: str, **kwargs: Any) -> forms.DateField:
    """This will make a field for a day, with the browser's own picker."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=spoken(zh, en), widget=widget, input_formats=["%Y-%m-%d"], **kwargs)


def choice_field(zh: str, en: str, labels: Mapping[str, Text], **kwargs: Any) -> forms.ChoiceField:
    """This will make a choice among labelled codes that begins with nothing chosen."""
    return forms.ChoiceField(
        label=spoken(zh, en), choices=[("", spoken("请选择", "Choose")), *options(labels)], **kwargs
    )


def words_field(zh: str, en: str, *, rows: int = 3, most: int = 2000, **kwargs: Any) -> forms.CharField:
    """This will make a field for a few sentences."""
    return forms.CharField(label=spoken(zh, en), widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **kwargs)


def department_field() -> forms.ChoiceField:
    """This will make the choice of a section."""
    return choice_field("科室", "Section", {row.code: row.name for row in DEPARTMENTS})


def options(labels: Mapping[str, Text]) -> list[tuple[str, Any]]:
    """This will list codes with their labels as a choice wants them."""
    return [(code, spoken(label.zh, label.en)) for code, label in labels.items()]
