"""Security keys (WebAuthn) as second factor: the own keys, adding one, removing one. The library checks what they sign."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView, RemoveWebAuthnView
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse

from qinglian.web.shared.bundle import script


class Authenticate(AuthenticateView):
    """The second step of the sign-in: a code, or the answer of a key when the person has added one."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will add what the page's script needs, for persons with a key alone."""
        context = dict(super().get_context_data(**kwargs))
        if context["js_data"]["request_options"]["publicKey"].get("allowCredentials"):
            context |= {"passkey": context["js_data"], "script": script("passkey")}
        context["own"] = context["webauthn_form"] if context["webauthn_form"].is_bound else context["form"]
        return context


class AddKey(AddWebAuthnView):
    """Adding a key. The answer that it just gave counts as this session's second factor."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """This will add what the page's script needs."""
        context = dict(super().get_context_data(**kwargs))
        return context | {"passkey": context["js_data"], "script": script("passkey")}

    def form_valid(self, form: Any) -> HttpResponse:
        """This will store the key, count it for this session, and show the recovery codes when they are new."""
        answer: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, method="mfa", type="webauthn", reauthenticated=True)
        return answer


list_keys = ListWebAuthnView.as_view()
remove_key = RemoveWebAuthnView.as_view()
add_key = login_required(AddKey.as_view())
authenticate = Authenticate.as_view()
