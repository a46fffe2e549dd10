"""The forms of a notice's parts. Each knows how to say what was typed as a NoticeInput or as sections."""

from typing import TYPE_CHECKING, Any

from django import forms

from qinglian.domain.tenders.access import MODES, build_access, groups_of
from qinglian.domain.tenders.queries import GuardianChoice, section_terms
from qinglian.domain.tenders.sheet_form import default_form
from qinglian.domain.tenders.tender_form import NoticeInput
from qinglian.web.buyer.forms import METHOD_CHOICES, choices
from qinglian.web.shared.due_fields import DueChoice, DueChoices, DueText
from qinglian.web.shared.forms import MomentField, PageForm, YuanField, spoken

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Notice, Section

STATED = (("yes", spoken("接受", "Allowed")), ("no", spoken("不接受", "Not allowed")))
AFFECTS = (
    ("yes", spoken("可能影响（不足 15 日须顺延）", "It may affect them (postpone when less than 15 days remain)")),
    ("no", spoken("不影响", "It does not")),
)


def input_of(notice: "Notice", **changes: Any) -> NoticeInput:
    """This will return a notice as typed, with some fields changed."""
    return NoticeInput(**{name: getattr(notice, name) for name in NoticeInput.__dataclass_fields__} | changes)


class PartForm(PageForm):
    """One part's form: made from the notice, and giving back what was typed of it."""

    def __init__(self, *args: Any, notice: "Notice", **kwargs: Any) -> None:
        """This will start with what the notice says."""
        self.notice = notice
        kwargs.setdefault("initial", self.start(notice))
        super().__init__(*args, **kwargs)

    def start(self, notice: "Notice") -> dict[str, Any]:
        """This will give the first values of the fields."""
        return {name: getattr(notice, name) for name in self.base_fields}

    def changes(self) -> dict[str, Any]:
        """This will give what the valid fields say, as fields of NoticeInput. Fields that do not parse are left out."""
        return dict(self.cleaned_data)


class TextForm(PartForm):
    """Text, qualification, consortium."""

    text = DueText(
        label=spoken("公告正文", "Text of the notice"),
        widget=forms.Textarea(attrs={"rows": 7}),
        max_length=20_000,
    )
    qualification = DueText(
        label=spoken("投标人资格要求", "Qualification of bidders"),
        help_text=spoken(
            "不得以不合理条件限制、排斥（条例第三十二条）", "No unreasonable restriction (Regulation art. 32)"
        ),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=20_000,
    )
    consortium_allowed = DueChoice(
        label=spoken("是否接受联合体", "Consortia"),
        help_text=spoken("公告应当载明（条例第三十七条）", "The notice says so (Regulation art. 37)"),
        choices=STATED,
        widget=forms.RadioSelect,
    )

    def start(self, notice: "Notice") -> dict[str, Any]:
        """This will give the first values of the fields."""
        said = {None: "", True: "yes", False: "no"}[notice.consortium_allowed]
        return super().start(notice) | {"consortium_allowed": said}

    def changes(self) -> dict[str, Any]:
        """This will give what was typed."""
        typed = super().changes()
        if "consortium_allowed" in typed:
            typed["consortium_allowed"] = {"yes": True, "no": False}.get(typed["consortium_allowed"])
        return typed


class TimesForm(PartForm):
    """The four moments and the validity."""

    documents_from_at = MomentField(
        label=spoken("招标文件开始发出", "Documents issued from"),
        help_text=spoken("公告发布时同时发出", "Together with the notice"),
    )
    documents_until_at = MomentField(
        label=spoken("文件发售截止", "Documents issued until"),
        help_text=spoken("至少 5 日（条例第十六条）", "At least 5 days (Regulation art. 16)"),
    )
    deadline_at = MomentField(
        label=spoken("投标截止时间（即开标时间）", "Deadline, which is the opening"),
        help_text=spoken(
            "依法必须招标的，自文件发出起至少 20 日（招标投标法第二十四条）",
            "At least 20 days after the issue (Tendering Law art. 24)",
        ),
    )
    questions_until_at = MomentField(
        label=spoken("提问截止", "Questions until"),
        help_text=spoken("截止前留足澄清时间", "Leave time for answers before the deadline"),
    )
    bid_validity_days = forms.IntegerField(
        label=spoken("投标有效期（日）", "Bid validity (days)"),
        help_text=spoken("从投标截止起算（条例第二十五条）", "From the deadline (Regulation art. 25)"),
        min_value=1,
        max_value=3650,
    )

    def __init__(self, *args: Any, notice: "Notice", **kwargs: Any) -> None:
        """This will leave out the moment of issue once it has been published: it stays."""
        super().__init__(*args, notice=notice, **kwargs)
        if notice.kind == "amendment":
            del self.fields["documents_from_at"]


class ChangeForm(PartForm):
    """What an amendment changes."""

    change = DueText(
        label=spoken("改了什么、为什么", "What changed and why"),
        help_text=spoken("逐条写明，随公告发布", "Point by point; published with the notice"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2000,
    )
    affects_bids = forms.ChoiceField(
        label=spoken("是否可能影响投标文件编制", "May it affect the preparation of bids"),
        choices=AFFECTS,
        widget=forms.RadioSelect,
    )

    def start(self, notice: "Notice") -> dict[str, Any]:
        """This will give the first values of the fields."""
        return super().start(notice) | {"affects_bids": "yes" if notice.affects_bids else "no"}

    def changes(self) -> dict[str, Any]:
        """This will give what was typed."""
        typed = super().changes()
        return typed | ({"affects_bids": typed["affects_bids"] == "yes"} if "affects_bids" in typed else {})


class MoneyForm(PartForm):
    """Cap and security of every section."""

    def __init__(self, *args: Any, notice: "Notice", sections: list["Section"], **kwargs: Any) -> None:
        """This will make two fields for each section, named as the verdicts name them."""
        self.sections = sections
        super().__init__(*args, notice=notice, **kwargs)
        for section in sections:
            terms, named = section_terms(section, notice), (section.number, section.name)
            self.fields[cap_field(section)] = YuanField(
                label=spoken(
                    "标段 {} {}：最高投标限价（元）".format(*named), "Section {} {}: price cap (CNY)".format(*named)
                ),
                help_text=spoken(
                    "设有限价的应当写明；不得设最低限价（条例第二十七条）",
                    "Stated where there is one; no floor (Regulation art. 27)",
                ),
                required=False,
                initial=terms.price_cap_fen,
            )
            self.fields[security_field(section)] = YuanField(
                label=spoken(
                    "标段 {} {}：投标保证金（元）".format(*named), "Section {} {}: bid security (CNY)".format(*named)
                ),
                help_text=spoken(
                    f"不超过估算价 {section.estimate_fen / 100:,.2f} 元的 2%；不收填 0（条例第二十六条）",
                    f"At most 2% of the estimate of {section.estimate_fen / 100:,.2f} CNY; 0 for none (Regulation art. 26)",
                ),
                initial=terms.bid_security_fen,
            )

    def start(self, notice: "Notice") -> dict[str, Any]:
        """This will give nothing: the fields bring their own first values."""
        del notice
        return {}

    def changes(self) -> dict[str, Any]:
        """This will give what was typed as `section_changes`."""
        return {"section_changes": {section.number: self.of(section) for section in self.sections}}

    def of(self, section: "Section") -> dict[str, int | None]:
        """This will give cap and security of one section; a field that does not parse keeps its old value."""
        terms = section_terms(section, self.notice)
        return {
            "price_cap_fen": self.cleaned_data.get(cap_field(section), terms.price_cap_fen),
            "bid_security_fen": self.cleaned_data.get(security_field(section), terms.bid_security_fen) or 0,
        }


class MethodForm(PartForm):
    """Evaluation method and sheet of every section. The price always stands on the sheet."""

    def __init__(self, *args: Any, notice: "Notice", sections: list["Section"], **kwargs: Any) -> None:
        """This will make a choice of method and of the sheet's fields for each section."""
        self.sections = sections
        super().__init__(*args, notice=notice, **kwargs)
        for section in sections:
            named = (section.number, section.name)
            self.fields[f"section-{section.number}-evaluation_method"] = forms.ChoiceField(
                label=spoken("标段 {} {}：评标办法".format(*named), "Section {} {}: evaluation method".format(*named)),
                choices=METHOD_CHOICES,
                widget=forms.RadioSelect,
                initial=section.evaluation_method,
            )
            self.fields[f"section-{section.number}-sheet_form"] = forms.MultipleChoiceField(
                label=spoken(
                    "标段 {} {}：开标一览表的内容".format(*named), "Section {} {}: fields of the sheet".format(*named)
                ),
                help_text=spoken(
                    "投标总价必有，开标时当众宣读（招标投标法第三十六条）",
                    "The total price always stands there and is read out (Tendering Law art. 36)",
                ),
                choices=[
                    (field["name"], spoken(field["label"]["zh"], field["label"]["en"])) for field in default_form()[1:]
                ],
                widget=forms.CheckboxSelectMultiple,
                required=False,
                initial=[field["name"] for field in section.sheet_form],
            )

    def start(self, notice: "Notice") -> dict[str, Any]:
        """This will give nothing: the fields bring their own first values."""
        del notice
        return {}

    def changes(self) -> dict[str, Any]:
        """This will give nothing: what was typed is about sections (`of`)."""
        return {}

    def of(self, section: "Section") -> dict[str, Any]:
        """This will give method and sheet of one section."""
        chosen = self.cleaned_data[f"section-{section.number}-sheet_form"]
        extra = [field for field in section.sheet_form if field["name"] not in {one["name"] for one in default_form()}]
        kept = [field for field in default_form() if field["name"] in ("price_fen", *chosen)]
        return {
            "evaluation_method": self.cleaned_data[f"section-{section.number}-evaluation_method"],
            "sheet_form": kept + extra,
        }


class KeysForm(PartForm):
    """Who must agree to open."""

    mode = forms.ChoiceField(label=spoken("开启方式", "Mode"), choices=choices(MODES), widget=forms.RadioSelect)
    supervision = DueChoices(
        label=spoken("监督组", "Supervision"),
        help_text=spoken("行政监督部门的保管人", "Guardians of the supervising authority"),
        widget=forms.CheckboxSelectMultiple,
    )
    supervision_threshold = forms.IntegerField(
        label=spoken("监督组须几人交出", "How many of them"), min_value=1, max_value=15
    )
    trade = DueChoices(
        label=spoken("交易组", "Trade"),
        help_text=spoken("招标人、代理机构、交易中心的保管人", "Guardians of tenderer, agency and centre"),
        widget=forms.CheckboxSelectMultiple,
    )
    trade_threshold = forms.IntegerField(
        label=spoken("交易组须几人交出", "How many of them"), min_value=1, max_value=15
    )
    decrypt_window_minutes = forms.IntegerField(
        label=spoken("解密时限（分钟）", "Time to decrypt (minutes)"),
        help_text=spoken(
            "投标人自己也有一把锁时，逾时未交出的按撤销办理",
            "Where bidders hold a lock too: later ones count as revoked",
        ),
        min_value=1,
        max_value=1440,
    )

    def __init__(self, *args: Any, notice: "Notice", guardians: list[GuardianChoice], **kwargs: Any) -> None:
        """This will offer these guardians, each in its group."""
        super().__init__(*args, notice=notice, **kwargs)
        for group in ("supervision", "trade"):
            offered = [(one.id, spoken(*_named(one))) for one in guardians if one.group == group]
            self.fields[group].choices = offered  # type: ignore[attr-defined]

    def start(self, notice: "Notice") -> dict[str, Any]:
        """This will give what the access structure says, or one of two in each group."""
        rows = {group["name"]: group for group in groups_of(notice.access)} if notice.access else {}
        first: dict[str, Any] = {
            "mode": notice.access.get("mode", "G"),
            "decrypt_window_minutes": notice.decrypt_window_minutes,
        }
        for name in ("supervision", "trade"):
            first[name] = rows[name]["guardians"] if name in rows else []
            first[f"{name}_threshold"] = rows[name]["threshold"] if name in rows else 1
        return first

    def changes(self) -> dict[str, Any]:
        """This will give the access structure and the window; what does not parse is left out."""
        typed = self.cleaned_data
        changed = {name: typed[name] for name in ("decrypt_window_minutes",) if name in typed}
        wanted = ("mode", "supervision", "trade", "supervision_threshold", "trade_threshold")
        if all(name in typed for name in wanted):
            thresholds = (typed["supervision_threshold"], typed["trade_threshold"])
            changed["access"] = build_access(
                typed["mode"], supervision=typed["supervision"], trade=typed["trade"], thresholds=thresholds
            )
        return changed


class UploadForm(PageForm):
    """A file of the tender documents."""

    title = forms.CharField(
        label=spoken("文件名称", "Title"),
        help_text=spoken("同名的会被替换", "The same title replaces the file"),
        max_length=200,
    )
    file = forms.FileField(
        label=spoken("文件", "File"),
        help_text=spoken(
            "PDF 或 DOCX，不超过 50 MiB，不加密，无宏和脚本",
            "PDF or DOCX, at most 50 MiB, no password, macros or scripts",
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx"}),
    )


def cap_field(section: "Section") -> str:
    """This will name a section's cap as the verdicts do."""
    return f"section-{section.number}-price_cap_fen"


def security_field(section: "Section") -> str:
    """This will name a section's security as the verdicts do."""
    return f"section-{section.number}-bid_security_fen"


def _named(one: "GuardianChoice") -> tuple[str, str]:
    return f"{one.name}（{one.organisation_name}）", f"{one.name} ({one.organisation_name})"
