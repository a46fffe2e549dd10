"""Forms of the yearly plan."""

from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.integrity.plan_words import KINDS, STAGES
from qinglian.domain.people.establishment import DEPARTMENTS, PILLARS
from qinglian.law.actor import Actor
from qinglian.web.centre.acts import DayField, people_choices, word_choices
from qinglian.web.shared.forms import PageForm, spoken

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import WorkTask


class PlanForm(PageForm):
    """A plan that is begun."""

    year = forms.IntegerField(label=spoken("年度", "Year"), min_value=2000, max_value=2100)
    title = forms.CharField(label=spoken("计划名称", "Title"), max_length=200)


class TaskForm(PageForm):
    """A task of a plan."""

    number = forms.IntegerField(label=spoken("编号", "Number"), min_value=1, max_value=9999)
    kind = forms.ChoiceField(label=spoken("类别", "Kind"), choices=word_choices(KINDS))
    pillar = forms.ChoiceField(label=spoken("属于四廉的哪一项", "Pillar"), choices=word_choices(PILLARS))
    title = forms.CharField(label=spoken("任务", "Task"), widget=forms.Textarea(attrs={"rows": 2}), max_length=300)
    leader = forms.ChoiceField(label=spoken("责任领导", "Responsible leader"))
    department = forms.ChoiceField(
        label=spoken("责任科室", "Section"), choices=word_choices({row.code: row.name for row in DEPARTMENTS})
    )
    owner = forms.ChoiceField(label=spoken("责任人", "Owner"))
    due_on = DayField(label=spoken("完成时限", "Due"))
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
        super().__init__(*args, **kwargs)
        items = [(str(task.number), f"{task.number} {task.title}") for task in lacking]
        self.fields["leader"].choices = people_choices(by, standing="leadership")  # type: ignore[attr-defined]
        self.fields["owner"].choices = people_choices(by)  # type: ignore[attr-defined]
        self.fields["pairs"].choices = [("", "—"), *items]  # type: ignore[attr-defined]

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
    words = forms.CharField(
        label=spoken("做了什么", "What was done"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )

    def __init__(self, *args: Any, noted: set[str], **kwargs: Any) -> None:
        """This will offer the next stage."""
        super().__init__(*args, **kwargs)
        left = {code: STAGES[code] for code in ("deploy", "advance") if code not in noted}
        self.fields["stage"].choices = word_choices(left, empty=False)  # type: ignore[attr-defined]


class TaskEvidenceForm(PageForm):
    """What shows that a task is carried out."""

    evidence = forms.CharField(
        label=spoken("落实依据", "Evidence"),
        help_text=spoken("写明办了什么、结果怎样", "What was done, with what result"),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
    )
    file = forms.FileField(
        label=spoken("附件", "File"),
        help_text=spoken("PDF、DOCX、XLSX 或者图片，不超过 10 MiB", "PDF, DOCX, XLSX or an image, at most 10 MiB"),
        required=False,
    )
