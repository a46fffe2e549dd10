"""Forms for people: labels in two languages, moments in China Standard Time, money in fen, refusals at their fields."""

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


class PageForm(forms.Form):
    """A form whose fields shared/form_field.html draws. `refusals` keeps the domain's refusals by field, `made` what its act made."""

    required_css_class = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """This will leave out the colon after labels, and the browser's own checks: ours explain."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.use_required_attribute = False
        self.refusals: dict[str, Refusal] = {}
        self.made: Any = None

    def refuse(self, refusal: Refusal) -> None:
        """This will show a refusal at its field (above the form when it names none): what is wrong, then what to do."""
        field = refusal.field if refusal.field in self.fields else ""
        self.refusals[field] = refusal
        gap = _say("", " ")
        self.add_error(field or None, f"{word(refusal.wrong)}{gap}{word(refusal.next_step)}")


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
            _say("请填数字，例如 18640000.00。", "Write figures, for example 18640000.00.")
        ) from None
    exponent = amount.as_tuple().exponent
    if not amount.is_finite() or amount < 0 or not isinstance(exponent, int) or exponent < -_YUAN_DECIMALS:
        raise forms.ValidationError(
            _say("金额最小到分，不能是负数。", "Amounts go down to the fen and are not negative.")
        )
    return int(amount * 100)
