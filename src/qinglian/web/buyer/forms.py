"""Forms of projects, tender projects and sections."""

from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.projects.project_form import KINDS as PROJECT_KINDS
from qinglian.domain.projects.project_form import ProjectInput
from qinglian.domain.tenders.procedures import EVALUATION_METHODS, KINDS, PROCEDURES
from qinglian.domain.tenders.sheet_form import default_form
from qinglian.domain.tenders.tender_form import SectionInput, TenderInput
from qinglian.law.text import Text
from qinglian.web.shared.due_fields import DueChoice, DueText
from qinglian.web.shared.forms import PageForm, YuanField, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qinglian.domain.people.models import Person
    from qinglian.domain.tenders.models import Section

YES_NO = (("yes", spoken("是", "Yes")), ("no", spoken("否", "No")))


def choices(rows: dict[str, Text]) -> list[tuple[str, Any]]:
    """This will offer rows of data in the reader's language."""
    return [(code, spoken(label.zh, label.en)) for code, label in rows.items()]


class ProjectForm(PageForm):
    """An investment project."""

    code = forms.CharField(
        label=spoken("投资项目统一代码", "Investment project code"),
        help_text=spoken("投资主管部门赋予的代码", "As given by the investment authority"),
        max_length=40,
    )
    name = forms.CharField(label=spoken("项目名称", "Name"), max_length=200)
    kind = forms.ChoiceField(label=spoken("类别", "Kind"), choices=choices(PROJECT_KINDS), widget=forms.RadioSelect)
    region = forms.CharField(label=spoken("所在地区", "Region"), max_length=80)
    approved_budget_fen = YuanField(label=spoken("核定概算（元）", "Approved budget (CNY)"))
    fund_source = DueText(
        label=spoken("资金来源", "Source of funds"),
        help_text=spoken("提交前须填（招标投标法第九条）", "Due before submission (Tendering Law art. 9)"),
        max_length=200,
    )
    state_funded = forms.ChoiceField(
        label=spoken("国有资金占控股或者主导地位", "State funds dominate"), choices=YES_NO, widget=forms.RadioSelect
    )
    approval_number = DueText(
        label=spoken("立项批复文号", "Approval number"),
        help_text=spoken("国有资金项目提交前须填", "Due before submission where state funds dominate"),
        max_length=80,
    )
    leader = DueChoice(
        label=spoken("项目负责人", "Project leader"),
        help_text=spoken(
            "工程项目提交前须写明；负责人本人签了廉洁公开承诺（十不准）才能提交",
            "Due before submission of works; the leader in person signs the ten-point public pledge first",
        ),
    )

    def __init__(self, *args: Any, people: "Sequence[Person]", **kwargs: Any) -> None:
        """This will offer the owner's people who may sign as the leader."""
        super().__init__(*args, **kwargs)
        chosen = [("", spoken("还没有定", "Not named yet")), *((one.pk, one.name) for one in people)]
        self.fields["leader"].choices = chosen  # type: ignore[attr-defined]

    def typed(self) -> ProjectInput:
        """This will return what was typed (after is_valid)."""
        return ProjectInput(**self.cleaned_data | {"state_funded": self.cleaned_data["state_funded"] == "yes"})


class TenderForm(PageForm):
    """A tender project. Organisations to choose from are passed in as (id, name)."""

    name = forms.CharField(label=spoken("招标项目名称", "Name of the tender"), max_length=200)
    kind = forms.ChoiceField(label=spoken("类别", "Kind"), choices=choices(KINDS), widget=forms.RadioSelect)
    procedure = forms.ChoiceField(
        label=spoken("招标方式", "Procedure"),
        choices=[(row.code, spoken(row.label.zh, row.label.en)) for row in PROCEDURES if row.available],
        help_text=spoken("本平台目前办公开招标", "Open tenders so far"),
        widget=forms.RadioSelect,
    )
    must_tender = forms.ChoiceField(
        label=spoken("依法必须招标", "Must be tendered by law"), choices=YES_NO, widget=forms.RadioSelect
    )
    place = DueText(
        label=spoken("实施地点", "Place"),
        help_text=spoken("公告应当载明（招标投标法第十六条）", "The notice states it (Tendering Law art. 16)"),
        max_length=200,
    )
    supervisor = forms.ChoiceField(label=spoken("行政监督部门", "Supervising authority"), required=False)
    agency = forms.ChoiceField(
        label=spoken("招标代理机构", "Tender agency"),
        help_text=spoken("自行招标的不选", "Leave it out when tendering by yourself"),
        required=False,
    )

    def __init__(
        self, *args: Any, supervisors: list[tuple[str, str]], agencies: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        """This will offer these authorities and agencies."""
        super().__init__(*args, **kwargs)
        nobody = [("", spoken("不选", "None"))]
        self.fields["supervisor"].choices = nobody + supervisors  # type: ignore[attr-defined]
        self.fields["agency"].choices = nobody + agencies  # type: ignore[attr-defined]

    def typed(self) -> TenderInput:
        """This will return what was typed (after is_valid)."""
        changed = {
            "must_tender": self.cleaned_data["must_tender"] == "yes",
            "supervisor": self.cleaned_data["supervisor"] or None,
            "agency": self.cleaned_data["agency"] or None,
        }
        return TenderInput(**self.cleaned_data | changed)


class SectionForm(PageForm):
    """A section. Cap, security and evaluation method are the notice's parts and kept as they are."""

    number = forms.RegexField(
        r"^[1-9][0-9]{0,2}$", label=spoken("标段编号", "Number"), max_length=3,
        error_messages={"invalid": spoken("编号是 1 至 999 的整数。", "A number from 1 to 999.")},
    )  # fmt: skip
    name = forms.CharField(label=spoken("标段名称", "Name"), max_length=200)
    scope = forms.CharField(
        label=spoken("性质与数量", "Nature and quantity"),
        help_text=spoken("公告应当载明（招标投标法第十六条）", "The notice states it (Tendering Law art. 16)"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=20_000,
        required=False,
    )
    period_days = forms.IntegerField(
        label=spoken("工期、服务期或交货期（日历天）", "Period (calendar days)"),
        min_value=1,
        max_value=36_500,
        required=False,
    )
    estimate_fen = YuanField(
        label=spoken("估算价（元）", "Estimate (CNY)"),
        help_text=spoken(
            "保证金按它的百分之二封顶（条例第二十六条）", "Security is at most 2% of it (Regulation art. 26)"
        ),
    )

    def typed(self, section: "Section | None" = None) -> SectionInput:
        """This will return what was typed, laid over what the section already says (after is_valid)."""
        kept = {
            "price_cap_fen": None,
            "bid_security_fen": 0,
            "evaluation_method": "comprehensive_scoring",
            "sheet_form": default_form(),
        }
        if section is not None:
            kept = {name: getattr(section, name) for name in kept}
        return SectionInput(**kept | self.cleaned_data)


def section_typed(section: "Section", **changes: Any) -> SectionInput:
    """This will return a section as typed, with some fields changed."""
    return SectionInput(**{name: getattr(section, name) for name in SectionInput.__dataclass_fields__} | changes)


METHOD_CHOICES = choices(EVALUATION_METHODS)
