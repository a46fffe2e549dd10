"""Forms of the yearly plan."""

from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.integrity.plan_words import KINDS, STAGES
from qinglian.domain.people.establishment import PILLARS
from qinglian.domain.people.queries import roll_for
from qinglian.law.actor import Actor
from qinglian.web.shared.forms import (
    CHOOSE,
    NOTHING,
    PageForm,
    choice_field,
    choices_of,
    day_field,
    line_field,
    number_field,
    spoken,
    words_field,
)
from qinglian.web.shared.staff_fields import department_field, person_choices
from qinglian.web.shared.years import FIRST, LAST

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import WorkTask


class PlanForm(PageForm):
    """A plan that is begun."""

    year = number_field("年度", "Year", least=FIRST, most=LAST)
    title = line_field("计划名称", "Title")


class TaskForm(PageForm):
    """A task of a plan."""

    number = number_field("编号", "Number", most=9999)
    kind = choice_field("类别", "Kind", KINDS)
    pillar = choice_field("属于四廉的哪一项", "Pillar", PILLARS)
    title = words_field("任务", "Task", rows=2, most=300)
    leader = forms.ChoiceField(label=spoken("责任领导", "Responsible leader"))
    department = department_field("责任科室", "Section")
    owner = forms.ChoiceField(label=spoken("责任人", "Owner"))
    due_on = day_field("完成时限", "Due")
    pairs = forms.ChoiceField(
        label=spoken("配给哪项工作", "Accompanies"),
        help_text=spoken(
            "廉政任务配给业务或者日常工作，同时部署、推进、落实，一起销号",
            "An integrity task accompanies a business or daily item; both close together",
        ),
        required=False,
    )

    def __init__(self, *args: Any, by: Actor, lacking: "list[WorkTask]", **kwargs: Any) -> None:
        """This will list leaders, the roll and the items that lack their pair."""
        roll = roll_for(by)
        offered = {
            "leader": [CHOOSE, *person_choices(row for row in roll if "leadership" in row.standings)],
            "owner": [CHOOSE, *person_choices(roll)],
            "pairs": [NOTHING, *((str(task.number), f"{task.number} {task.title}") for task in lacking)],
        }
        super().__init__(*args, offered=offered, **kwargs)

    def clean_pairs(self) -> int:
        """This will return the item's number, 0 for none."""
        return int(self.cleaned_data["pairs"] or 0)


class SheetForm(PageForm):
    """A sheet of tasks."""

    file = forms.FileField(
        label=spoken("任务分解表（XLSX）", "Sheet of tasks (XLSX)"),
        help_text=spoken("有一行不对，整张表都不导入", "With one row wrong, no row is imported"),
    )


class StageForm(PageForm):
    """A stage that is done."""

    stage = forms.ChoiceField(label=spoken("哪一步", "Stage"))
    words = words_field("做了什么", "What was done")

    def __init__(self, *args: Any, noted: set[str], **kwargs: Any) -> None:
        """This will offer the next stage."""
        left = {code: STAGES[code] for code in ("deploy", "advance") if code not in noted}
        super().__init__(*args, offered={"stage": choices_of(left)}, **kwargs)


class TaskEvidenceForm(PageForm):
    """What shows that a task is carried out."""

    evidence = words_field(
        "落实依据", "Evidence", rows=4, most=4000, help_text=spoken("写明办了什么、结果怎样", "What was done, with what result")
    )  # fmt: skip
    file = forms.FileField(
        label=spoken("附件", "File"),
        help_text=spoken("PDF、DOCX、XLSX 或者图片，不超过 10 MiB", "PDF, DOCX, XLSX or an image, at most 10 MiB"),
        required=False,
    )
