"""Addresses of sign-in, second factor, invitations and registration. Of the account library only the pages that we use exist."""

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as codes
from django.urls import path

from qinglian.web.shared import (
    accounts_demo,
    accounts_keys,
    accounts_pages,
    accounts_registration,
    accounts_step_up,
    accounts_tokens,
    demo_phones,
)

urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", accounts_step_up.step_up, name="account_reauthenticate"),
    path("password/change/", accounts_pages.change_password, name="account_change_password"),
    path("password/reset/", accounts_pages.forgotten, name="account_reset_password"),
    path("second-factor/", factor.index, name="mfa_index"),
    path("second-factor/authenticate/", accounts_keys.authenticate, name="mfa_authenticate"),
    path("second-factor/set-up/", accounts_pages.set_up_second_factor, name="mfa_activate_totp"),
    path("second-factor/remove/", accounts_keys.remove_authenticator, name="mfa_deactivate_totp"),
    path("second-factor/keys/", accounts_keys.list_keys, name="mfa_list_webauthn"),
    path("second-factor/keys/add/", accounts_keys.add_key, name="mfa_add_webauthn"),
    path("second-factor/keys/<int:pk>/remove/", accounts_keys.remove_key, name="mfa_remove_webauthn"),
    path("second-factor/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("invitations/<str:person_id>/<str:token>/", accounts_pages.accept_invitation, name="account_invitation"),
    path("demo/", accounts_demo.choose_role, name="account_demo"),
    path("demo/phones/", demo_phones.phones_page, name="demo_phones"),
    path("demo/key/", accounts_demo.own_key, name="account_demo_key"),
    path("register/", accounts_registration.read_agreement, name="account_signup"),
    path("register/data/", accounts_registration.fill_in, name="account_register"),
    path("", accounts_pages.home, name="account_home"),
    path("tokens/", accounts_tokens.own_tokens, name="account_tokens"),
    path("tokens/<str:token_id>/revoke/", accounts_tokens.revoke_token, name="account_revoke_token"),
    path("start/", accounts_pages.start, name="account_start"),
    path("organisation/", accounts_registration.own_organisation, name="account_organisation"),
    path("organisation/change/", accounts_registration.start_change, name="account_change"),
    path("organisation/filing/", accounts_registration.edit_filing, name="account_filing"),
    path("organisation/filing/file/", accounts_registration.file_registration, name="account_file"),
    path("organisation/filing/delete/", accounts_registration.delete_filing, name="account_delete"),
    path("organisation/keys/<int:key_id>/revoke/", accounts_registration.revoke_key, name="account_revoke_key"),
    path("organisation/people/", accounts_registration.own_people, name="account_people"),
    path("organisation/people/<int:post_id>/end/", accounts_registration.end_post, name="account_end_post"),
]
