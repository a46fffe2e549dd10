"""Receipts: the platform's signed promise about one durable fact (protocol 4)."""

from typing import Any

from qinglian.record import keys
from qinglian.record.models import Fact
from qinglian.trust.receipt import make_receipt


def receipt_for(fact: Fact) -> dict[str, Any]:
    """This will sign the receipt of a durable bid-received or bid-withdrawn fact; the same fact gives the same receipt."""
    body = fact.fact["body"]
    return make_receipt(
        keys.receipt_signer(),
        opening=body["opening"],
        manifest=body["manifest"],
        fact=fact.fact,
        salt=bytes(fact.salt),
    )
