"""Invitations: a link by which a person sets the first password. The token ends with its first use, or after three days."""

from typing import TYPE_CHECKING

from django.contrib.auth.tokens import default_token_generator

if TYPE_CHECKING:
    from qinglian.domain.people.models import Person


def token_of(person: "Person") -> str:
    """This will make the token of an invitation; it changes with the password, so that it works once."""
    return default_token_generator.make_token(person)


def is_token_of(person: "Person", token: str) -> bool:
    """This will say whether the token invites this person and is not too old (settings.PASSWORD_RESET_TIMEOUT)."""
    return not person.has_usable_password() and default_token_generator.check_token(person, token)
