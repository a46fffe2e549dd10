"""Template tags and filters that every page has without loading them. How to use them: shared/templates/shared/README.md."""

from collections.abc import Hashable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from qinglian.law import articles
from qinglian.law.text import Text
from qinglian.record import clock as installation_clock
from qinglian.web.shared import figures
from qinglian.web.shared.drawing import drawn
from qinglian.web.shared.icons import icon as drawing

register = template.Library()

URGENT_SECONDS = 86_400
CHIPS = ("ok", "warn", "stop", "run", "wait", "sealed")


def language() -> str:
    """This will return the reader's language: `zh-hans` or `en`."""
    return get_language() or "zh-hans"


def word(value: "Text | str") -> str:
    """This will return a Text in the reader's language, and a plain string as it is."""
    return value.said_in(language()) if isinstance(value, Text) else value


def unbroken(words: str) -> SafeString:
    """This will mark words that must not break across lines (dates, money, articles, codes)."""
    return format_html('<span class="q-nowrap">{}</span>', words)


# ---- words ----


@register.simple_tag
def say(zh: str, en: str, **values: object) -> str:
    """This will say the sentence in the reader's language, with the `{names}` filled; filled values are escaped."""
    sentence = Text(zh, en).said_in(language())
    spoken = {name: word(value) if isinstance(value, Text) else value for name, value in values.items()}
    return format_html(conditional_escape(sentence), **spoken) if values else sentence


@register.filter
def said(text: "Text | str") -> str:
    """This will say a Text in the reader's language."""
    return word(text)


@register.filter
def article(code: str) -> SafeString:
    """This will spell an article code (`ZTB 24; REG 22`) as 招标投标法第二十四条、条例第二十二条; none is broken across lines."""
    spelt = ((word(articles.spelt(part)),) for part in code.split(";"))
    return format_html_join(word(Text("、", ", ")), '<span class="q-nowrap">{}</span>', spelt)


# ---- figures ----


@register.filter
def moment(value: "datetime | str | None", end: str = "") -> SafeString:
    """This will write `2026-11-25 09:30:00 星期三`, where law counts. `|moment:"end"` writes midnight as 24:00:00."""
    return _time(value, lambda at: figures.moment_words(at, language=language(), is_end=end == "end"))


@register.filter
def short(value: "datetime | str | None", end: str = "") -> SafeString:
    """This will write `11-25 09:30`, with the year when it is not this one. `|short:"end"` writes midnight as 24:00."""
    year = installation_clock.now().year
    return _time(value, lambda at: figures.short_words(at, this_year=year, is_end=end == "end"))


@register.filter
def to_second(value: "datetime | str | None") -> SafeString:
    """This will write `12-11 07:30:12`: the arrival of a bid, to the second."""
    return _time(value, lambda at: f"{figures.in_china(at):%m-%d %H:%M:%S}")


@register.filter
def second(value: "datetime | str | None") -> SafeString:
    """This will write `09:30:12`, for the log of a hall."""
    return _time(value, lambda at: f"{figures.in_china(at):%H:%M:%S}")


@register.filter
def yuan(fen: "int | None", unit: str = "") -> SafeString:
    """This will write fen as `53,919,880.00`; `|yuan:"unit"` adds 元. None is a dash."""
    return _money(fen, figures.yuan_words, unit, Text(" 元", " CNY"))


@register.filter
def wan(fen: "int | None", unit: str = "") -> SafeString:
    """This will write fen in 万元 (English: thousand yuan); `|wan:"unit"` adds the unit. None is a dash."""
    return _money(
        fen, lambda amount: figures.wan_words(amount, language=language()), unit, Text(" 万元", " thousand CNY")
    )


@register.filter
def grouped(number: int) -> str:
    """This will write a count with its thousands: `1,528`."""
    return f"{number:,}"


@register.filter
def percent(basis_points: "int | None") -> SafeString:
    """This will write basis points as `4.29%`. None is a dash."""
    return unbroken("—" if basis_points is None else f"{basis_points / 100:.2f}%".replace("-", "−"))


@register.filter
def filesize(size: int) -> SafeString:
    """This will write bytes as `8.4 MB`."""
    return unbroken(figures.size_words(size))


@register.filter
def hash4(digest: str) -> SafeString:
    """This will write a hex hash in groups of four, the middle left out; the whole stands in the title."""
    return format_html('<code class="q-hash" title="{}">{}</code>', digest, figures.hash_words(digest))


def _time(value: "datetime | str | None", write: Any) -> SafeString:
    if not value:
        return unbroken("—")
    at = figures.in_china(value)
    return format_html('<time class="q-nowrap" datetime="{}">{}</time>', at.isoformat(), write(at))


def _money(fen: "int | None", write: Any, unit: str, unit_words: Text) -> SafeString:
    if fen is None:
        return unbroken("—")
    return unbroken(write(fen) + (word(unit_words) if unit else ""))


# ---- parts ----


@register.simple_tag
def icon(name: str) -> SafeString:
    """This will draw one of the icons (icons.DRAWINGS)."""
    return drawing(name)


@register.simple_tag
def draw(template_name: str, **values: Hashable) -> SafeString:
    """This will draw a part (a template that sees these values and nothing else), once for the same values."""
    return drawn(template_name, language(), installation_clock.now().year, tuple(values.items()))


@register.simple_tag
def chip(status: str, zh: "Text | str", en: str = "") -> SafeString:
    """This will show a status with icon, word and colour: `{% chip "ok" "符合" "Met" %}` or `{% chip "ok" text %}`."""
    if status not in CHIPS:
        raise template.TemplateSyntaxError(f"chip {status!r}: expected one of {', '.join(CHIPS)}")
    words = word(zh) if isinstance(zh, Text) else word(Text(zh, en or zh))
    return format_html('<span class="q-chip q-chip-{}">{}{}</span>', status, drawing(status), words)


@register.inclusion_tag("shared/hash.html")
def fingerprint(digest: str, name: "Text | str" = "") -> dict[str, object]:
    """This will show a hash with a copy button; `name` says what it is the hash of."""
    return {"digest": digest, "name": name or Text("指纹", "hash")}


@register.inclusion_tag("shared/clock.html")
def clock(
    deadline: datetime,
    now: datetime,
    *,
    label: "Text | str" = "",
    consequence: "Text | str" = "",
    cause: "Text | str" = "",
    stopped_at: datetime | None = None,
    size: str = "",
) -> dict[str, object]:
    """This will show a statutory clock: running, under 24 hours, stopped (with `cause`) or passed (with `consequence`).

    `size` is "" (44 px) or "strip" (32 px). Without JavaScript it stands at the moment of the page.
    """
    days, left = figures.time_left(deadline, now=stopped_at or now)
    seconds = (deadline - now).total_seconds()
    state = (
        "stopped" if stopped_at else "passed" if seconds <= 0 else "urgent" if seconds < URGENT_SECONDS else "running"
    )
    return {
        "deadline": deadline,
        "now": now,
        "state": state,
        "days": days,
        "left": left,
        "label": label or Text("距投标截止", "Until the deadline"),
        "consequence": consequence,
        "cause": cause,
        "stopped_at": stopped_at,
        "size": size,
    }


@register.simple_tag
def countdown(deadline: datetime, now: datetime) -> SafeString:
    """This will write what is left in one table cell: `7 天`, or the ticking figures when less than a day is left."""
    days, left = figures.time_left(deadline, now=now)
    if days:
        return unbroken(word(Text(f"{days} 天", f"{days} days" if days > 1 else "1 day")))
    if deadline <= now:
        return unbroken(word(Text("已到点", "Passed")))
    return format_html(
        '<b class="q-left q-urgent" role="timer" data-deadline="{}" data-now="{}">{}</b>',
        deadline.isoformat(),
        now.isoformat(),
        left,
    )


@register.simple_tag(takes_context=True)
def nav_item(
    context: template.Context, url: str, zh: str, en: str, *, count: int = 0, exact: bool = False
) -> SafeString:
    """This will write one entry of a navigation; it is the current one when the address begins with `url`."""
    here = context["request"].path
    current = here == url if exact or url == "/" else here.startswith(url)
    mark = SafeString(' aria-current="page"' if current else "")
    badge = format_html(' <b class="q-badge">{}</b>', count) if count else ""
    return format_html('<li><a href="{}"{}>{}{}</a></li>', url, mark, word(Text(zh, en)), badge)


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: object) -> str:
    """This will return this page's query string with some parameters changed (None or "" drops one)."""
    request: HttpRequest = context["request"]
    kept = [(name, value) for name, values in request.GET.lists() if name not in changes for value in values]
    return "?" + urlencode(kept + [(name, str(value)) for name, value in changes.items() if value not in (None, "")])
