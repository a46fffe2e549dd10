"""How experts are drawn: chips of states, rows of the list, definitions and declared interests of one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qinglian.domain.experts.expert_form import masked_phone
from qinglian.domain.experts.lifecycle import EXPERT
from qinglian.domain.experts.recusal import INTERESTS
from qinglian.domain.experts.specialities import label_of
from qinglian.law.text import Text

if TYPE_CHECKING:
    from qinglian.domain.experts.models import Expert

CHIPS: dict[str, tuple[str, Text]] = {
    code: (status, EXPERT.state(code).label)
    for code, status in (("filed", "wait"), ("active", "ok"), ("suspended", "warn"), ("removed", "stop"))
}
_SHOWN = 3  # specialities in a row of the list


@dataclass(frozen=True)
class Row:
    """One expert of the list. The phone is masked: the page of the expert has it."""

    expert: "Expert"
    specialities: Text
    phone: str
    chip: tuple[str, Text]


def row_of(expert: "Expert") -> Row:
    """This will draw one row of the list."""
    return Row(expert, _specialities_words(expert.specialities), masked_phone(expert.phone), CHIPS[expert.state])


def definitions_of(expert: "Expert") -> list[tuple[Text, Text | str]]:
    """This will return (label, value) for everything that was typed in one line."""
    years = Text(f"{expert.years} 年", f"{expert.years} years")
    fields = [(code, label_of(code)) for code in expert.specialities]
    known = Text(
        "、".join(f"{label.zh} {code}" for code, label in fields),
        ", ".join(f"{label.en} {code}" for code, label in fields),
    )
    return [
        (Text("工作单位", "Employer"), expert.unit),
        (Text("信用代码", "Credit code"), expert.unit_code or "—"),
        (Text("职称", "Title"), expert.title),
        (Text("工作年限", "Experience"), years),
        (Text("专业", "Specialities"), known),
        (Text("地区", "Region"), expert.region),
        (Text("联系电话", "Phone"), expert.phone),
        (Text("出生年份", "Born in"), str(expert.born_year or "—")),
    ]


def interests_of(expert: "Expert") -> list[dict[str, Text | str]]:
    """This will return the declared interests, their kind in words."""
    return [
        {
            "kind": INTERESTS[interest["kind"]],
            "organisation": interest["organisation"],
            "until_on": interest["until_on"] or "",
            "note": interest["note"],
        }
        for interest in expert.interests
    ]


def _specialities_words(codes: list[str]) -> Text:
    labels = [label_of(code) for code in codes[:_SHOWN]]
    more = len(codes) - len(labels)
    zh, en = "、".join(label.zh for label in labels), ", ".join(label.en for label in labels)
    return Text(f"{zh}等 {len(codes)} 项", f"{en} and {more} more") if more else Text(zh, en)
