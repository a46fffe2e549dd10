"""The forms about organisations, made from the filing's fields: data, declarant, change, post."""

from typing import Any, Protocol

from django import forms
from django.http import HttpRequest

from qinglian.domain.people.filing_form import CODE_LABEL, FIELDS, KINDS_LABEL, NAME_LABEL, cleaned, problems
from qinglian.domain.people.roles import ORGANISATION_KINDS, ROLES, SELF_REGISTERED
from qinglian.law.text import Text
from qinglian.web.shared.forms import PageForm, spoken
from qinglian.web.shared.tags import word

_AUTOCOMPLETE = {
    "name": "organization",
    "address": "street-address",
    "contact_name": "name",
    "contact_phone": "tel",
    "contact_email": "email",
}


class Filed(Protocol):
    """An organisation or filing whose content fills a form."""

    name: str
    credit_code: str
    kinds: list[str]
    details: dict[str, str]


def _label(text: Text) -> Any:
    return spoken(text.zh, text.en)


def _line(name: str, label: Text, hint: Text, *, required: bool, longest: int) -> forms.CharField:
    attributes = {"autocomplete": _AUTOCOMPLETE.get(name, "off")}
    return forms.CharField(
        label=_label(label),
        help_text=_label(hint),
        required=required,
        max_length=longest * 2,
        widget=forms.TextInput(attrs=attributes),
    )


class OrganisationForm(PageForm):
    """What an organisation files about itself. The domain checks the content; the form only carries it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {
            "name": _line(
                "name",
                NAME_LABEL,
                Text("营业执照或法人证书上的全称", "The full name on the licence"),
                required=True,
                longest=200,
            ),
            "credit_code": _line(
                "credit_code",
                CODE_LABEL,
                Text("18 位，末位是校验位", "18 characters, the last one is a check digit"),
                required=True,
                longest=20,
            ),
            "kinds": forms.MultipleChoiceField(
                label=_label(KINDS_LABEL),
                help_text=spoken(
                    "可以多选，同一机构可以既招标又投标", "Choose all that apply; one organisation may tender and bid"
                ),
                choices=[(code, _label(ORGANISATION_KINDS[code])) for code in SELF_REGISTERED],
                widget=forms.CheckboxSelectMultiple,
            ),
        } | {
            field.name: _line(field.name, field.label, field.hint, required=field.required, longest=field.max_length)
            for field in FIELDS
        }
        self.fields = own | self.fields
        self.carried = tuple(own)
        for field in self.fields.values():
            field.error_messages["required"] = spoken("没有填。", "This is empty.")

    def full_clean(self) -> None:
        """This will leave the question of what is missing to the domain, which names the article."""
        was = {name: self.fields[name].required for name in self.carried}
        for name in was:
            self.fields[name].required = False
        super().full_clean()
        for name, required in was.items():
            self.fields[name].required = required

    def organisation_fields(self) -> list[Any]:
        """This will list the bound fields about the organisation."""
        return [self[name] for name in self.carried]

    def other_fields(self) -> list[Any]:
        """This will list the bound fields about the declarant."""
        return [self[name] for name in self.fields if name not in self.carried]

    def data_of(self) -> dict[str, Any]:
        """This will return the content as the actions take it."""
        details = {field.name: self.cleaned_data.get(field.name, "") for field in FIELDS}
        named = {name: self.cleaned_data.get(name, "") for name in ("name", "credit_code")}
        return named | {"kinds": self.cleaned_data.get("kinds", []), "details": details}

    def passes(self) -> bool:
        """This will show every problem of the content at its field and say whether there is none."""
        for problem in problems(cleaned(self.data_of())):
            self.refuse(problem)
        return not self.errors


class ChangeForm(OrganisationForm):
    """Changed data, with the agreement accepted once more."""

    accepted = forms.BooleanField(
        label=spoken("我已再次阅读注册协议，代表本机构接受", "I have read the agreement again and accept it"),
        required=False,
    )


class RegistrationForm(OrganisationForm):
    """The organisation and the person who registers it: login, name, password twice."""

    login = forms.CharField(
        label=spoken("登录名", "Login"),
        help_text=spoken("3 到 80 个字符，不含空格和 @", "3 to 80 characters without spaces or @"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    person_name = forms.CharField(
        label=spoken("经办人姓名", "Your name"),
        help_text=spoken("不公开，不进入日志", "Not made public, never in the log"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.CharField(
        label=spoken("经办人邮箱", "Your e-mail"),
        help_text=spoken("也可以用它登录", "You can sign in with it, too"),
        max_length=200,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    password = forms.CharField(
        label=spoken("密码", "Password"),
        help_text=spoken("至少 12 个字符，不用常见的词", "At least 12 characters, no common words"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=spoken("再填一次密码", "Password again"),
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """This will compare the two passwords."""
        found = super().clean() or {}
        if found.get("password") and found.get("again") and found["password"] != found["again"]:
            self.add_error("again", word(Text("两次填的密码不一样。", "The two passwords differ.")))
        return found

    def declarant(self) -> dict[str, str]:
        """This will return the fields of actions.Declarant."""
        return {
            "login": self.cleaned_data["login"],
            "name": self.cleaned_data["person_name"],
            "password": self.cleaned_data["password"],
            "email": self.cleaned_data["email"],
        }


class PostForm(PageForm):
    """A new person with a post. Only roles that fit the organisation are offered."""

    login = forms.CharField(
        label=spoken("登录名", "Login"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    name = forms.CharField(
        label=spoken("姓名", "Name"), max_length=80, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    email = forms.CharField(
        label=spoken("邮箱", "E-mail"),
        max_length=200,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    title = forms.CharField(label=spoken("岗位名称", "Title of the post"), max_length=80)
    roles = forms.MultipleChoiceField(label=spoken("职责", "Roles"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, roles: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [
            (role.code, spoken(f"{role.label.zh}：{role.duty.zh}", f"{role.label.en}: {role.duty.en}"))
            for role in ROLES
            if role.code in roles
        ]
        self.fields["roles"].choices = offered  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = spoken("没有填。", "This is empty.")

    def refuse(self, refusal: Any) -> None:
        """This will show a refusal about the person's name at its field here."""
        if refusal.field == "person_name":
            refusal.field = "name"
        super().refuse(refusal)


def initial_of(row: Filed) -> dict[str, Any]:
    """This will return what fills an OrganisationForm from an organisation or filing."""
    return {"name": row.name, "credit_code": row.credit_code, "kinds": row.kinds} | row.details


def posted(request: HttpRequest) -> Any:
    """This will return what was posted, also when nothing was ticked or typed, and None for a page that is only read."""
    return request.POST if request.method == "POST" else None
