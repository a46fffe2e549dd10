"""Template tags about persons and posts."""

from django import template

from qinglian.domain.people.post_titles import title_of
from qinglian.domain.people.roles import ROLES
from qinglian.web.shared.tags import word

register = template.Library()
_LABELS = {role.code: role.label for role in ROLES}


@register.simple_tag
def role_label(code: str) -> str:
    """This will say a role's name in the reader's language."""
    return word(_LABELS[code]) if code in _LABELS else code


@register.filter
def post_title(words: str) -> str:
    """This will say a post's title: in the reader's language when the platform gave it, else as it was typed."""
    return word(title_of(words))
