"""One-time codes (RFC 6238): each opens one thing. The library for accounts checks them; that none counts twice is held here."""

import hmac
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import IntegrityError, transaction

from qinglian.domain.people.models import SpentCode

if TYPE_CHECKING:
    from qinglian.domain.people.models import Person

KEPT = timedelta(minutes=5)  # ten times as long as a code is good


def spend_code(person: "Person", code: str, *, at: datetime) -> bool:
    """This will mark the code as used by this person and say True, or say False when it was used already.

    Of two that spend one code at the same moment the unique index lets one pass, on one machine or many. No fact: who signs in
    when is nobody's business.
    """
    try:
        with transaction.atomic():
            SpentCode.objects.filter(person=person, until_at__lt=at).delete()
            SpentCode.objects.create(person=person, mark=mark_of(code), until_at=at + KEPT)
    except IntegrityError:
        return False
    return True


def mark_of(code: str) -> str:
    """This will return what is stored of a code: an HMAC-SHA256 under the server's key, of its digits alone."""
    digits = "".join(letter for letter in code if letter.isdigit())
    return hmac.digest(settings.SECRET_KEY.encode(), b"qinglian/spent-code\n" + digits.encode(), "sha256").hex()
