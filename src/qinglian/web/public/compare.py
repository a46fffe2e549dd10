"""Two versions of a notice compared, from their published facts: which terms changed, from what to what."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qinglian.domain.tenders.procedures import EVALUATION_METHODS
from qinglian.law.text import Text
from qinglian.web.shared.figures import moment_words, yuan_words

Body = Mapping[str, Any]

_MOMENTS: tuple[tuple[str, Text], ...] = (
    ("documents_from_at", Text("招标文件发出", "Documents from")),
    ("documents_until_at", Text("文件获取截止", "Documents until")),
    ("questions_until_at", Text("提问截止", "Questions until")),
    ("deadline_at", Text("投标截止（开标）", "Deadline (opening)")),
)
_PLAIN: tuple[tuple[str, Text, Text], ...] = (
    ("bid_validity_days", Text("投标有效期", "Bid validity"), Text("{n} 日", "{n} days")),
    ("decrypt_window_minutes", Text("解密时限", "Decryption window"), Text("{n} 分钟", "{n} minutes")),
    ("qualification", Text("资格要求", "Qualification"), Text("{n}", "{n}")),
    ("text", Text("公告正文", "Text"), Text("{n}", "{n}")),
    ("place", Text("实施地点", "Place"), Text("{n}", "{n}")),
)
_MONEY: tuple[tuple[str, Text], ...] = (
    ("price_cap_fen", Text("最高投标限价", "Price cap")),
    ("bid_security_fen", Text("投标保证金", "Bid security")),
    ("estimate_fen", Text("估算价", "Estimate")),
)


@dataclass(frozen=True)
class Change:
    """One changed term: its name, what it was ("—" when new), what it is ("—" when gone)."""

    name: Text
    was: Text
    now: Text


NONE = Text("—", "—")


def changes(earlier: Body, later: Body) -> list[Change]:
    """This will list what differs between two notices' bodies: times, terms, sections' money, documents."""
    found = [
        Change(name, _moment(earlier[key]), _moment(later[key])) for key, name in _MOMENTS if earlier[key] != later[key]
    ]
    found += [
        Change(name, unit.filled(n=earlier[key]), unit.filled(n=later[key]))
        for key, name, unit in _PLAIN
        if earlier.get(key) != later.get(key)
    ]
    return found + _section_changes(earlier, later) + _document_changes(earlier, later)


def _section_changes(earlier: Body, later: Body) -> list[Change]:
    was = {row["number"]: row for row in earlier["sections"]}
    found = []
    for row in later["sections"]:
        old = was.get(row["number"])
        if old is None:
            continue
        at = Text(f"标段 {row['number']} ", f"Section {row['number']}: ")
        for key, name in _MONEY:
            if old.get(key) != row.get(key):
                found.append(Change(_joined(at, name), _money(old.get(key)), _money(row.get(key))))
        if old["evaluation_method"] != row["evaluation_method"]:
            methods = [EVALUATION_METHODS[body["evaluation_method"]] for body in (old, row)]
            found.append(Change(_joined(at, Text("评标办法", "Evaluation")), *methods))
    return found


def _document_changes(earlier: Body, later: Body) -> list[Change]:
    was = {row["title"]: row["sha256"] for row in earlier["documents"]}
    now = {row["title"]: row["sha256"] for row in later["documents"]}
    titles = [*now, *(title for title in was if title not in now)]
    return [
        Change(Text(f"文件《{title}》", f"File “{title}”"), _hash(was.get(title)), _hash(now.get(title)))
        for title in titles
        if was.get(title) != now.get(title)
    ]


def _joined(first: Text, second: Text) -> Text:
    return Text(first.zh + second.zh, first.en + second.en)


def _moment(text: str) -> Text:
    return Text(moment_words(text, language="zh"), moment_words(text, language="en"))


def _money(fen: int | None) -> Text:
    return NONE if fen is None else Text(f"{yuan_words(fen)} 元", f"CNY {yuan_words(fen)}")


def _hash(digest: str | None) -> Text:
    return NONE if digest is None else Text(f"{digest[:8]}…", f"{digest[:8]}…")
