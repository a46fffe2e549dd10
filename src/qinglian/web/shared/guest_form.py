"""Who comes to an open day: invited by the centre, or signing up."""

from django import forms
from django.core.validators import RegexValidator

from qinglian.domain.outreach.guests import CATEGORIES
from qinglian.web.shared.forms import PageForm, choice_field, line_field, spoken


class GuestForm(PageForm):
    """Category, name, employer, phone."""

    category = choice_field("来宾类别", "Category", CATEGORIES)
    name = forms.CharField(
        label=spoken("姓名", "Name"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    unit = line_field("单位", "Employer", most=120, required=False)
    phone = forms.CharField(
        label=spoken("联系电话", "Phone"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
        validators=[
            RegexValidator(
                r"^[+(]?\d(?:[ ()-]*\d){6,}$",
                spoken(
                    "请填至少七位的电话号码，例如 13900000000。",
                    "Write a number of at least seven figures, for example 13900000000.",
                ),
            )
        ],
    )
