"""Who comes to an open day: invited by the centre, or signing up."""

from django import forms

from qinglian.domain.outreach.guests import CATEGORIES
from qinglian.web.shared.forms import PageForm, spoken


class GuestForm(PageForm):
    """Category, name, employer, phone."""

    category = forms.ChoiceField(
        label=spoken("来宾类别", "Category"),
        choices=[("", "—"), *((code, spoken(text.zh, text.en)) for code, text in CATEGORIES.items())],
    )
    name = forms.CharField(
        label=spoken("姓名", "Name"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    unit = forms.CharField(label=spoken("单位", "Employer"), max_length=120, required=False)
    phone = forms.CharField(
        label=spoken("联系电话", "Phone"), max_length=20, widget=forms.TextInput(attrs={"autocomplete": "tel"})
    )
