"""What is asked about a tender project, a section and a notice, and how it is checked before it is saved. Pure."""

import re
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from qinglian.domain.tenders.procedures import EVALUATION_METHODS, KINDS, PROCEDURES
from qinglian.domain.tenders.sheet_form import check_form, default_form
from qinglian.law.evaluation.terms import check_terms, default_terms
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text

_CODE = re.compile(r"^[A-Z0-9][A-Z0-9-]{3,39}$")
_NUMBER = re.compile(r"^[1-9][0-9]{0,2}$")
_MOST_FEN = 10**15
_LONGEST_TEXT = 20_000
_AGAIN = Text("请改正后再保存。", "Correct it and save again.")


@dataclass(frozen=True)
class TenderInput:
    """One tender project as typed in. Organisations by id; `code` is given only where the centre numbers tenders by itself."""

    name: str
    kind: str
    place: str = ""
    procedure: str = "open"
    must_tender: bool = True
    agency: str | None = None
    supervisor: str | None = None
    code: str = ""


@dataclass(frozen=True)
class SectionInput:
    """One section as typed in. Money in fen; the estimate is positive, cap and security may be absent."""

    number: str
    name: str
    estimate_fen: int
    price_cap_fen: int | None = None
    bid_security_fen: int = 0
    evaluation_method: str = "comprehensive_scoring"
    scope: str = ""
    period_days: int | None = None
    sheet_form: list[dict[str, Any]] = field(default_factory=default_form)
    evaluation: dict[str, Any] | None = None  # law.evaluation.terms; None: what the section has, or the first proposal


@dataclass(frozen=True)
class NoticeInput:
    """One notice as typed in. Moments with zone; `access` after docs/protocol.md 3, {} while nobody is chosen."""

    documents_from_at: datetime
    documents_until_at: datetime
    questions_until_at: datetime
    deadline_at: datetime
    text: str = ""
    qualification: str = ""
    consortium_allowed: bool | None = None
    bid_validity_days: int = 90
    decrypt_window_minutes: int = 30
    access: dict[str, Any] = field(default_factory=dict)
    price_floor_fen: int | None = None
    change: str = ""
    affects_bids: bool = False
    section_changes: dict[str, dict[str, int | None]] = field(default_factory=dict)


def check_tender(typed: TenderInput) -> None:
    """This will raise NotValid for the first field of a tender project that cannot be saved."""
    _check(
        2 <= len(typed.name.strip()) <= 200, "name", "项目名称应有 2 至 200 个字。", "The name has 2 to 200 characters."
    )
    _check(typed.kind in KINDS, "kind", "请选择工程、货物或服务。", "Choose works, goods or services.")
    _check(len(typed.place) <= 200, "place", "实施地点不超过 200 个字。", "The place has at most 200 characters.")
    _check(
        not typed.code or bool(_CODE.match(typed.code)),
        "code",
        "项目编号用大写字母、数字和短横。",
        "Codes use capital letters, digits and hyphens.",
    )
    rows = [row for row in PROCEDURES if row.code == typed.procedure]
    if not rows or not rows[0].available:
        raise NotValid(
            Text(
                "本平台目前只办公开招标（资格后审）。", "This platform runs open tenders with postqualification so far."
            ),
            rule="procedure_known",
            article="ZTB 10",
            next_step=Text("请选择公开招标。", "Choose an open tender."),
            field="procedure",
        )


def check_section(typed: SectionInput) -> None:
    """This will raise NotValid for the first field of a section that cannot be saved. What the law thinks of it, the verdicts say."""
    _check(
        bool(_NUMBER.match(typed.number)), "number", "标段编号是 1 至 999 的整数。", "A section's number is 1 to 999."
    )
    _check(
        1 <= len(typed.name.strip()) <= 200, "name", "标段名称应有 1 至 200 个字。", "The name has 1 to 200 characters."
    )
    _check(
        0 < typed.estimate_fen <= _MOST_FEN, "estimate_fen", "估算价应为正数。", "The estimate is a positive amount."
    )
    cap = typed.price_cap_fen
    _check(
        cap is None or 0 < cap <= _MOST_FEN,
        "price_cap_fen",
        "最高投标限价应为正数，或者不填。",
        "The cap is a positive amount, or empty.",
    )
    _check(
        0 <= typed.bid_security_fen < typed.estimate_fen,
        "bid_security_fen",
        "保证金应小于估算价。",
        "The security is less than the estimate.",
    )
    method = typed.evaluation_method
    _check(method in EVALUATION_METHODS, "evaluation_method", "请选择评标办法。", "Choose an evaluation method.")
    _check(len(typed.scope) <= _LONGEST_TEXT, "scope", "标段内容过长。", "The scope is too long.")
    _check(
        typed.period_days is None or 0 < typed.period_days <= 36_500,
        "period_days",
        "工期应为正整数天，或者不填。",
        "The period is a number of days, or empty.",
    )
    faults = check_form(typed.sheet_form)
    if faults:
        raise NotValid(
            faults[0].wrong, rule="sheet_form_complete", article="ZTB 36", next_step=_AGAIN, field="sheet_form"
        )
    if typed.evaluation:
        _check_evaluation(typed.evaluation)


def evaluation_for(typed: SectionInput, *, kind: str, before: dict[str, Any]) -> dict[str, Any]:
    """This will return the evaluation terms to store: those typed, else those before, else the first proposal for method and kind.

    Terms of another method than the section's are kept only when they were typed anew: then the verdicts name it. Without a control
    price there is no abnormal-low line, unless somebody typed one.
    """
    if typed.evaluation and typed.evaluation != before:
        return typed.evaluation
    fits = before.get("method") == typed.evaluation_method
    terms = before if fits else default_terms(typed.evaluation_method, kind)
    return terms if typed.price_cap_fen is not None else terms | {"abnormally_low": None}


def check_notice(typed: NoticeInput) -> None:
    """This will raise NotValid for the first field of a notice that cannot be saved. What the law thinks of it, the verdicts say."""
    for name in ("documents_from_at", "documents_until_at", "questions_until_at", "deadline_at"):
        moment = getattr(typed, name)
        _check(
            moment.tzinfo is not None and moment.year in range(2020, 2041),
            name,
            "请填写完整的日期和时间。",
            "Enter a full date and time.",
        )
    for name in ("text", "qualification", "change"):
        _check(
            len(getattr(typed, name)) <= _LONGEST_TEXT,
            name,
            "文字过长，不超过 20000 个字。",
            "The text has at most 20,000 characters.",
        )
    _check(
        1 <= typed.bid_validity_days <= 3650,
        "bid_validity_days",
        "投标有效期应为 1 至 3650 日。",
        "Bid validity is 1 to 3,650 days.",
    )
    minutes = typed.decrypt_window_minutes
    _check(
        1 <= minutes <= 1440,
        "decrypt_window_minutes",
        "解密时限应为 1 至 1440 分钟。",
        "The time to decrypt is 1 to 1,440 minutes.",
    )
    floor = typed.price_floor_fen
    _check(
        floor is None or 0 < floor <= _MOST_FEN,
        "price_floor_fen",
        "金额应为正数，或者不填。",
        "A positive amount, or empty.",
    )


def _check_evaluation(terms: dict[str, Any]) -> None:
    for fault in check_terms(terms):
        name = f"evaluation.{fault.name}".rstrip(".")
        raise NotValid(
            fault.wrong, rule="evaluation_terms_complete", article="ZTB 19; ZTB 40", next_step=_AGAIN, field=name
        )


def check_reason(reason: str, *, field_name: str = "reason") -> str:
    """This will return the reason without its blanks, or raise NotValid when there is none."""
    words = reason.strip()
    if not 2 <= len(words) <= 2000:
        raise NotValid(
            Text("没有写明理由。", "No reason is given."),
            rule="reason_given",
            article="PLT",
            next_step=Text("请用 2 至 2000 个字写明理由。", "Give the reason in 2 to 2,000 characters."),
            field=field_name,
        )
    return words


def _check(fits: bool, name: str, zh: str, en: str) -> None:
    if not fits:
        raise NotValid(Text(zh, en), rule="field_form", article="PLT", next_step=_AGAIN, field=name)
