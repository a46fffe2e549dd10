"""The account library's forms with our labels."""

import struct
from collections.abc import Callable
from typing import Any

from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as CodeReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.forms import GenerateRecoveryCodesForm
from allauth.mfa.totp.forms import ActivateTOTPForm, DeactivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms

from qinglian.domain.people.codes import spend_code
from qinglian.record import clock
from qinglian.web.shared.forms import spoken

_LOGIN = spoken("登录名或邮箱", "Login or e-mail")
_PASSWORD = spoken("密码", "Password")
_CODE = spoken("动态口令", "One-time code")
_KEY = spoken("安全密钥", "Security key")
_WRONG_KEY = spoken(
    "安全密钥的应答不对，或者过了时限。请再试一次，用登记过的那一把。",
    "The key's answer is wrong or too late. Try again with the registered key.",
)
_EMPTY = spoken("没有填。", "This is empty.")


def _text(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs=attributes)


def _plain(form: Any) -> None:
    form.label_suffix = ""
    form.use_required_attribute = False
    for field in form.fields.values():
        field.error_messages["required"] = _EMPTY


class SignInForm(LoginForm):
    """Login name or e-mail, and password. The login is compared in lower case, so that attempts are counted once."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = forms.CharField(
            label=_LOGIN, max_length=120, widget=_text(autocomplete="username", autocapitalize="none")
        )
        password = forms.CharField(
            label=_PASSWORD,
            strip=False,
            max_length=200,
            widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        )
        self.fields = {"login": login, "password": password}
        _plain(self)

    def clean_login(self) -> str:
        """This will return the login without spaces, in lower case."""
        return str(self.cleaned_data["login"]).strip().lower()


class PasswordForm(ChangePasswordForm):
    """Old password, new password twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            "oldpassword": (spoken("现在的密码", "Present password"), "current-password", None),
            "password1": (
                spoken("新密码", "New password"),
                "new-password",
                spoken("至少 12 个字符，不用常见的词", "At least 12 characters, no common words"),
            ),
            "password2": (spoken("再填一次新密码", "New password again"), "new-password", None),
        }
        for name, (label, complete, help_text) in words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text or ""
            field.widget = forms.PasswordInput(attrs={"autocomplete": complete})
        _plain(self)

    def clean(self) -> Any:
        """This will compare the two new passwords."""
        cleaned = forms.Form.clean(self)
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", str(spoken("两次填的新密码不一样。", "The two new passwords differ.")))
        return cleaned


class _CodeLabel:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        code.label = _CODE
        code.widget = _text(autocomplete="one-time-code", autocapitalize="none", spellcheck="false")
        _plain(self)


class _SpentOnce:
    """The library's cache may forget a code or let two pass at once; the database's unique index does not."""

    user: Any
    authenticator: Authenticator

    def clean_code(self) -> str:
        """This will return a code that fits and was not used before."""
        code: str = super().clean_code()  # type: ignore[misc]  # of the library's form
        if self.authenticator.type == Authenticator.Type.TOTP and not spend_code(self.user, code, at=clock.now()):
            raise get_adapter().validation_error("incorrect_code")
        return code


class CodeForm(_SpentOnce, _CodeLabel, AuthenticateForm):
    """The one-time code at sign-in."""


class CodeAgainForm(_SpentOnce, _CodeLabel, CodeReauthenticateForm):
    """The one-time code before something that matters."""


class SetUpForm(_CodeLabel, ActivateTOTPForm):
    """The first code of a new authenticator."""


class NewKeyForm(AddWebAuthnForm):
    """A security key to add: what it is called, and its answer, which the page's script fills in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.fields["name"]
        self.fields["credential"].label = _KEY
        name.label, name.required, name.widget = spoken("给它起个名字", "Name it"), True, _text(autocomplete="off")
        _plain(self)

    def clean_name(self) -> str:
        """This will return the name, at most 60 characters."""
        name: str = super().clean_name()
        return " ".join(name.split())[:60]

    def clean(self) -> Any:
        """This will check the answer; whatever is wrong with it, it is the key's answer that is wrong."""
        return _checked(super().clean)


class _KeyAnswer:
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"].label = _KEY
        _plain(self)

    def clean_credential(self) -> Authenticator:
        """This will return the key that answered rightly."""
        found: Authenticator = _checked(super().clean_credential)  # type: ignore[misc]  # of the library's form
        return found


def _checked(check: Callable[[], Any]) -> Any:
    try:
        return check()
    except forms.ValidationError as error:
        if error.code != "incorrect_code":
            raise
        raise forms.ValidationError(_WRONG_KEY) from error
    except (
        ValueError,
        TypeError,
        LookupError,
        AttributeError,
        struct.error,
    ) as error:  # bytes of a stranger, read by the library
        raise forms.ValidationError(_WRONG_KEY) from error


class KeyForm(_KeyAnswer, AuthenticateWebAuthnForm):
    """The answer of a security key at sign-in."""


class KeyAgainForm(_KeyAnswer, ReauthenticateWebAuthnForm):
    """The answer of a security key before something that matters."""


class TakeDownForm(DeactivateTOTPForm):
    """Removing the authenticator."""


class NewCodesForm(GenerateRecoveryCodesForm):
    """New recovery codes."""
