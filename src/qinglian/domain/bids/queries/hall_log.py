"""The hall's log (大厅记录): what happened, newest first, read from the open facts."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from qinglian.domain.bids.wording import FAILURE
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.models import Section
from qinglian.law.articles import spelt
from qinglian.law.text import Text
from qinglian.record.models import Fact, Secrecy
from qinglian.record.prepared import prepared
from qinglian.trust.access import BIDDER

MOST_LINES = 60
Body = dict[str, Any]


@dataclass(frozen=True)
class HallLine:
    """One line: when, what, and the fact's place in the log (None for a second or so)."""

    at: datetime
    text: Text
    index: int | None


def lines_of(section: Section, *, number: int) -> tuple[HallLine, ...]:
    """This will list the newest lines about one round of a section, in one query."""
    rows = _rows(section.tender.code, section.number, number)
    return tuple(HallLine(at, _WORDS[kind](fact["body"]), index) for at, kind, fact, index in rows)


@prepared
def _rows(code: str, section: str, number: int) -> QuerySet[Fact, Any]:
    rows = Fact.objects.filter(subject=f"tender:{code}", kind__in=_WORDS, secrecy=Secrecy.OPEN)
    rows = rows.filter(fact__body__section=section, fact__body__round=number, erased_at=None)
    rows = rows.exclude(
        kind="shares-released/v1", fact__body__guardian=BIDDER
    )  # a line for each bidder would drown the rest
    return rows.order_by("-pk").values_list("at", "kind", "fact", "index")[:MOST_LINES]


def _released(body: Body) -> Text:
    group = GROUPS[body["group"]]
    done = Text(
        f"{group.zh}的保管人 {body['guardian']} 交出密钥", f"Guardian {body['guardian']} of {group.en} released"
    )
    count = body.get("unopened", 0)
    if not count:
        return Text(f"{done.zh}。", f"{done.en}.")
    return Text(
        f"{done.zh}，写明 {count} 份信封里没有份额。", f"{done.en}, naming {count} envelopes that hold no share."
    )


def _failed(body: Body) -> Text:
    reason = FAILURE[body["reason"]]
    whose = {"bidder": Text("投标人原因", "the bidder's fault"), "": Text("非投标人原因", "not the bidder's fault")}
    fault = whose.get(body["fault"], Text(f"保管人原因（{body['fault']}）", f"a guardian's fault ({body['fault']})"))
    return Text(
        f"{body['number']:04d} 号解密失败：{reason.zh}（{fault.zh}）。",
        f"No. {body['number']:04d} failed: {reason.en} ({fault.en}).",
    )


_WORDS: dict[str, Callable[[Body], Text]] = {
    "section-closed/v1": lambda _: Text(
        "投标截止，截止清单已入日志，等见证方签名。",
        "Bidding closed; the closing list is in the log and waits for the witnesses.",
    ),
    "section-failed/v1": lambda body: Text(
        f"流标（{spelt(body['article']).zh}）。", f"The section failed ({spelt(body['article']).en})."
    ),
    "release-started/v1": lambda _: Text(
        "见证方已签名，开始交出密钥。", "The witnesses have cosigned; keys may be released."
    ),
    "bidders-announced/v1": lambda body: Text(
        f"公布投标人名单，共 {body['count']} 家。", f"The {body['count']} bidders are announced."
    ),
    "decrypt-window-extended/v1": lambda body: Text(
        f"解密时限延长：{body['reason']}。", f"The decryption window was extended: {body['reason']}."
    ),
    "shares-released/v1": _released,
    "shares-published/v1": lambda _: Text(
        "各组保管人已够数，份额同时公开，开始解密。",
        "Every group is complete: the shares are published and decryption begins.",
    ),
    "bid-failed/v1": _failed,
    "opening-finished/v1": lambda body: Text(
        f"解密完成：成功 {body['opened']} 家，失败 {body['failed']} 家。",
        f"Decryption is over: {body['opened']} opened, {body['failed']} failed.",
    ),
    "opening-objection-raised/v1": lambda body: Text(
        f"收到第 {body['objection']} 号异议。", f"Objection {body['objection']} was raised."
    ),
    "opening-objection-answered/v1": lambda body: Text(
        f"第 {body['objection']} 号异议已当场答复。", f"Objection {body['objection']} was answered on the spot."
    ),
    "opening-record-made/v1": lambda _: Text(
        "开标记录已生成，可以签署。", "The opening record is laid out for signature."
    ),
    "opening-record-signed/v1": lambda _: Text(
        "主持人签署开标记录，开标结束。", "The host signed the record; the opening is over."
    ),
}
