"""The rulebook page: every constant with its article, verified in the law's text or 依据待核."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.law import rulebook, rules_verified
from qinglian.law.rule import Rule
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.public.value_words import value_words

READ = Text("数值读自原文", "Read in the law's own text")
PARTS: tuple[tuple[str, Text, Text], ...] = (
    ("participants", Text("谁参加", "Who takes part"), READ),
    ("notice", Text("公告和招标文件", "Notice and documents"), READ),
    ("bids", Text("投标", "Bids"), READ),
    ("opening", Text("开标", "Opening"), READ),
    ("evaluation", Text("评标", "Evaluation"), READ),
    ("award", Text("定标和合同", "Award and contract"), READ),
    ("discipline", Text("纪律和处罚", "Discipline and penalties"), READ),
    (
        "unverified",
        Text("依据待核", "Source unverified"),
        Text("原文不在手边，只提示，不拦截", "The text was not at hand: these advise, they do not block"),
    ),
    (
        "platform",
        Text("平台规则", "Platform rules"),
        Text("平台自己的要求，也公开、也有编号", "The platform's own demands, published and named too"),
    ),
)

TOPICS = (
    ("participants", rules_verified.PARTICIPANTS),
    ("notice", rules_verified.NOTICE),
    ("bids", rules_verified.BIDS),
    ("opening", rules_verified.OPENING),
    ("evaluation", rules_verified.EVALUATION),
    ("award", rules_verified.AWARD),
    ("discipline", rules_verified.DISCIPLINE),
)


@dataclass(frozen=True)
class Row:
    """A rule as the table shows it."""

    rule: Rule
    value: Text


@dataclass(frozen=True)
class Part:
    """One of the three tables."""

    code: str
    title: Text
    note: Text
    rows: list[Row]


def part_of(row: Rule) -> str:
    """This will say in which table a rule stands."""
    return next((code for code, rows in TOPICS if row in rows), "platform" if row.verified else "unverified")


def rulebook_page(request: HttpRequest) -> HttpResponse:
    """This will list the rules in force on `?on=` (today), those that hold every word of `?q=`."""
    on = _day(request.GET.get("on", ""))
    words = request.GET.get("q", "").strip()
    rows = [row for row in rulebook.in_force(on=on) if _holds(row, words)]
    parts = [
        Part(code, title, note, [Row(row, value_words(row)) for row in rows if part_of(row) == code])
        for code, title, note in PARTS
    ]
    context = {
        "on": on,
        "words": words,
        "parts": parts,
        "total": len(rows),
        "digest": rulebook.digest(on=on),
        "is_folded": not words,
    }
    return render(request, "public/rulebook.html", context)


def rulebook_file(request: HttpRequest) -> HttpResponse:
    """This will hand out the rows in force on `?on=` as the canonical bytes that notices commit to."""
    on = _day(request.GET.get("on", ""))
    response = HttpResponse(rulebook.document(on=on), content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="rulebook-{on.isoformat()}.json"'
    return response


def _holds(row: Rule, words: str) -> bool:
    text = f"{row.key} {row.label.zh} {row.label.en} {row.article} {row.quote}".lower()
    return all(part in text for part in words.lower().split())


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return clock.now().date()
