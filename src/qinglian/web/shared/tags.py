"""Template tags that every page has without loading them."""

from django import template
from django.utils.translation import get_language

from qinglian.law.text import Text

register = template.Library()


@register.simple_tag
def say(zh: str, en: str, **values: object) -> str:
    """This will say the sentence in the reader's language, with the `{names}` filled."""
    return Text(zh, en).filled(**values).said_in(get_language() or "zh-hans") if values else Text(zh, en).said_in(get_language() or "zh-hans")


@register.filter
def said(text: Text) -> str:
    """This will say a Text in the reader's language."""
    return text.said_in(get_language() or "zh-hans")
