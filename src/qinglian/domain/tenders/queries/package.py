"""The sealing kit: everything public that sealing one section's bid needs, saved as one JSON file for use without a network."""

import json
from typing import Any

from django.conf import settings

from qinglian.domain.tenders.access import guardians_of
from qinglian.domain.tenders.models import Notice, Section
from qinglian.domain.tenders.queries.guardians import pinned_guardians
from qinglian.domain.tenders.queries.sections import cards_of, opening_of
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text
from qinglian.record.policy import current_policy
from qinglian.record.queries import fact_with_leaf
from qinglian.trust.strict import to_base64


def notice_package(section: Section) -> dict[str, Any]:
    """This will return the kit (`sealing-kit/v1`) of a section whose notice is published (NotNow before).

    Keys: type, opening, name, section_name, deadline_at, notice {leaf, salt, fact}, access, cards (signed), sheet_form,
    price_cap_fen, max_bytes, policy. The fact and salt give the leaf, so the kit can be checked against the log.
    """
    notice = section.notice
    fact = fact_with_leaf(notice.leaf) if notice else None
    if notice is None or fact is None:
        raise _not_published()
    cards, body = cards_of(section), fact.fact["body"]
    stated = next(row for row in body["sections"] if row["number"] == section.number)
    return {
        "type": "sealing-kit/v1",
        "opening": opening_of(section),
        "name": section.tender.name,
        "section_name": section.name,
        "deadline_at": body["deadline_at"],
        "notice": {"leaf": notice.leaf, "salt": to_base64(bytes(fact.salt)), "fact": fact.fact},
        "access": notice.access,
        "cards": [cards[guardian].signed for guardian in guardians_of(notice.access) if guardian in cards],
        "sheet_form": stated["sheet_form"],
        "price_cap_fen": stated["price_cap_fen"],
        "max_bytes": settings.QINGLIAN_MAX_BID_BYTES,
        "policy": _policy(notice),
    }


def _policy(notice: Notice) -> dict[str, Any]:
    """The installation's published policy; before one is written, what it would be. A careful bidder pins its own copy."""
    if settings.QINGLIAN_POLICY.is_file():
        written: dict[str, Any] = json.loads(settings.QINGLIAN_POLICY.read_text("utf-8"))
        return written
    return current_policy(pinned_guardians(notice.deadline_at))


def _not_published() -> NotNow:
    return NotNow(
        Text("公告还没有发布，不能制作投标文件。", "The notice is not published: no bid can be sealed yet."),
        rule="section.publish_notice",
        article="ZTB 16",
        next_step=Text("公告发布后再来。", "Come back after its publication."),
    )
