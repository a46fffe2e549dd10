"""Forms for people: labels in two languages, days, choices, moments in China Standard Time, money in fen, refusals at their fields."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.functional import lazy

from qinglian.law.refusal import Refusal
from qinglian.law.text import Text
from qinglian.web.shared.figures import CHINA, yuan_words
from qinglian.web.shared.tags import word

_YUAN_DECIMALS = 2


def _say(zh: str, en: str) -> str:
    return word(Text(zh, en))


spoken = lazy(_say, str)
"""`spoken("名称", "Name")`: a label, help text or choice that is said in the reader's language when the page is drawn."""

Choices = Iterable[tuple[Any, Any]]
CHOOSE = ("", spoken("请选择", "Choose"))  # before what must be chosen
NOTHING = ("", spoken("没有", "None"))  # before what may be left out


class PageForm(forms.Form):
    """A form whose fields shared/form_field.html draws. `refusals` keeps the domain's refusals by field, `made` what its act made."""

    required_css_class = ""

    def __init__(self, *args: Any, offered: Mapping[str, Choices] | None = None, **kwargs: Any) -> None:
        """This will leave out the colon after labels, and the browser's own checks: ours explain. `offered` are choices that depend on
        who reads, by field."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, choices in (offered or {}).items():
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]  # all of these are choice fields
        self.use_required_attribute = False
        self.refusals: dict[str, Refusal] = {}
        self.made: Any = None

    def refuse(self, refusal: Refusal) -> None:
        """This will show a refusal at its field (above the form when it names none): what is wrong, then what to do."""
        field = refusal.field if refusal.field in self.fields else ""
        self.refusals[field] = refusal
        gap = _say("", " ")
        self.add_error(field or None, f"{word(refusal.wrong)}{gap}{word(refusal.next_step)}")


def day_field(zh: str, en: str, **kwargs: Any) -> forms.DateField:
    """This will make a field for a day, with the browser's own picker; typing `2026-11-25` or `2026/11/25` works too."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=spoken(zh, en), widget=widget, input_formats=["%Y-%m-%d", "%Y/%m/%d"], **kwargs)


def line_field(zh: str, en: str, *, most: int = 200, **kwargs: Any) -> forms.CharField:
    """This will make a field for one line."""
    widget = forms.TextInput(attrs={"autocomplete": "off"})
    return forms.CharField(label=spoken(zh, en), widget=widget, max_length=most, **kwargs)


def words_field(zh: str, en: str, *, rows: int = 3, most: int = 2000, **kwargs: Any) -> forms.CharField:
    """This will make a field for some sentences."""
    return forms.CharField(label=spoken(zh, en), widget=forms.Textarea(attrs={"rows": rows}), max_length=most, **kwargs)


def number_field(zh: str, en: str, *, least: int = 1, most: int, **kwargs: Any) -> forms.IntegerField:
    """This will make a field for a whole number from `least` to `most`, with the phone's keys for figures."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "maxlength": len(str(most))})
    errors = {"invalid": spoken("请填整数。", "Write a whole number.")}
    return forms.IntegerField(
        label=spoken(zh, en), min_value=least, max_value=most, widget=widget, error_messages=errors, **kwargs
    )


def choice_field(zh: str, en: str, labels: Mapping[str, Text], **kwargs: Any) -> forms.ChoiceField:
    """This will make a choice among labelled codes that begins with nothing chosen."""
    return forms.ChoiceField(label=spoken(zh, en), choices=[CHOOSE, *choices_of(labels)], **kwargs)


def radio_field(zh: str, en: str, labels: Mapping[str, Text], **kwargs: Any) -> forms.ChoiceField:
    """This will make a choice among labelled codes that are all seen at once."""
    return forms.ChoiceField(label=spoken(zh, en), choices=choices_of(labels), widget=forms.RadioSelect, **kwargs)


def choices_of(labels: Mapping[str, Text]) -> list[tuple[str, Any]]:
    """This will list codes with their labels as a choice wants them."""
    return [(code, spoken(label.zh, label.en)) for code, label in labels.items()]


class MomentField(forms.DateTimeField):
    """A date and time to the second, in Asia/Shanghai whatever the browser's zone."""

    def __init__(self, **kwargs: Any) -> None:
        """This will use the browser's own picker; typing `2026-11-25 09:30` works too."""
        kwargs.setdefault(
            "widget", forms.DateTimeInput(attrs={"type": "datetime-local", "step": 60}, format="%Y-%m-%dT%H:%M")
        )
        kwargs.setdefault(
            "input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d %H:%M:%S"]
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> datetime | None:
        """This will return the moment with the zone Asia/Shanghai."""
        at = super().to_python(value)
        return at.astimezone(CHINA) if at else None


class YuanField(forms.CharField):
    """An amount typed in yuan (`18,640,000.00`), kept as integer fen."""

    def __init__(self, **kwargs: Any) -> None:
        """This will draw a text input for figures."""
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "class": "q-input-num"})
        )
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Any:
        """This will return fen, or None when nothing was typed."""
        typed = str(value or "").replace(",", "").replace("，", "").strip()
        if not typed:
            return super().clean("") or None
        return _fen_of(typed)

    def prepare_value(self, value: Any) -> Any:
        """This will write fen from the code as yuan, and leave typed text as it was typed."""
        return yuan_words(value) if isinstance(value, int) else value


def _fen_of(typed: str) -> int:
    try:
        amount = Decimal(typed)
    except InvalidOperation:
        raise forms.ValidationError(
            _say("请填数字，例如 18,640,000.00。", "Write figures, for example 18,640,000.00.")
        ) from None
    exponent = amount.as_tuple().exponent
    if not amount.is_finite() or amount < 0 or not isinstance(exponent, int) or exponent < -_YUAN_DECIMALS:
        raise forms.ValidationError(
            _say("金额最小到分，不能是负数。", "Amounts go down to the fen and are not negative.")
        )
    return int(amount * 100)
