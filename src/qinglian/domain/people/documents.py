"""Signed documents that this app reads (docs/protocol.md 1): for this installation, of exactly the expected shape."""

from typing import Any

from django.conf import settings

from qinglian.law.refusal import NotValid
from qinglian.law.text import Text
from qinglian.trust.documents import open_document
from qinglian.trust.strict import fields


def opened(signed: Any, expected_type: str, names: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """This will return (document, base64 key) of a signed document for this installation with exactly these fields beside type and origin.

    NotValid says what is wrong with it: shape, type, signature, origin.
    """
    try:
        document, public = open_document(signed, expected_type)
        fields(document, ("type", "origin", *names), name=expected_type)
    except ValueError as error:
        raise unreadable(f"签名文件不对：{error}", f"The signed document is wrong: {error}") from error
    if document["origin"] != settings.QINGLIAN_ORIGIN:
        wanted = settings.QINGLIAN_ORIGIN
        raise unreadable(f"这份文件不是签给 {wanted} 的。", f"This document was not signed for {wanted}.")
    return document, public


def unreadable(zh: str, en: str) -> NotValid:
    """This will make the refusal of a signed document."""
    return NotValid(
        Text(zh, en),
        rule="signed_document",
        article="CTS A-012",
        next_step=Text("用本平台的工具重新签名后再交。", "Sign it again with this platform's tool."),
        field="signed",
    )
