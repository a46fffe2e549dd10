"""Template tags that the includes under shared/ need; pages have them without loading too."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qinglian.law.refusal import Refusal
from qinglian.web.shared import parts
from qinglian.web.shared.years import years_offered

register = template.Library()


@register.simple_tag
def steps_summary(steps: Sequence[parts.Step]) -> parts.StepsSummary:
    """This will give the phone's sentence under the ruler."""
    return parts.steps_summary(steps)


@dataclass(frozen=True)
class VerdictList:
    """Verdicts in their order: those shown at once, and the rest that folds away."""

    first: list[parts.VerdictRow]
    rest: list[parts.VerdictRow]


@register.simple_tag
def verdict_rows(verdicts: Iterable[parts.VerdictLike], shown: int | None = None) -> VerdictList:
    """This will give verdicts in their order, each with its chip; every one that is not met is shown at once."""
    rows = parts.verdict_rows(verdicts)
    urgent = sum(row.status in ("stop", "warn") for row in rows)
    cut = len(rows) if not shown else max(shown, urgent)
    return VerdictList(rows[:cut], rows[cut:])


@register.simple_tag
def verdict_counts(verdicts: Iterable[parts.VerdictLike]) -> list[parts.VerdictCount]:
    """This will give the four counts, zero shown."""
    return parts.verdict_counts(verdicts)


# ---- forms ----


@dataclass(frozen=True)
class ErrorLink:
    """One line of the error summary: the error and where it is mended."""

    label: str
    error: str
    anchor: str
    article: str


@register.simple_tag
def error_links(form: forms.BaseForm) -> list[ErrorLink]:
    """This will list a form's errors in the order of its fields; those of no field last."""
    links = [
        ErrorLink(str(field.label), str(error), f"field-{field.html_name}", "")
        for field in form
        for error in field.errors
    ]
    refusal = _refusal_in(form, "")
    article = refusal.article if refusal else ""
    return links + [ErrorLink("", str(error), "", article) for error in form.non_field_errors()]


@register.simple_tag
def refusal_of(field: BoundField) -> Refusal | None:
    """This will return the domain's refusal behind a field's error, if it was one: the template shows its article."""
    return _refusal_in(field.form, field.name)


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """This will draw the input, tied to its help and its error."""
    described = [
        f"{field.auto_id}_{part}" for part, there in (("help", field.help_text), ("error", field.errors)) if there
    ]
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return field.as_widget(attrs=attributes)


def _refusal_in(form: Any, name: str) -> Refusal | None:
    refusals: dict[str, Refusal] = getattr(form, "refusals", {})
    return refusals.get(name)


# ---- tables and bars ----


@dataclass(frozen=True)
class SortState:
    """How a column is sorted now, and what a press would ask for."""

    aria: str
    next: str
    icon: str


@register.simple_tag
def sort_state(key: str, sort: str) -> SortState:
    """This will say how the column `key` stands under the sort `key` or `-key`."""
    if sort == key:
        return SortState("ascending", f"-{key}", "ascending")
    if sort == f"-{key}":
        return SortState("descending", key, "descending")
    return SortState("", key, "sortable")


@register.simple_tag
def counted(due: int, done: int | None = None, *, part: str = "counted") -> SafeString:
    """This will mark the element whose words tell how many records are listed and how many of them are done: `<p{% counted n done %}>`.

    A figure of the four pillars leads to it (figure.Figure.part), and a test holds that both tell the same.
    """
    told = "" if done is None else format_html(' data-done="{}"', done)
    return format_html(' id="{}" data-due="{}"{}', part, due, told)


@register.inclusion_tag("shared/year_tabs.html", takes_context=True)
def year_tabs(context: template.Context, year: int | None, *, every: bool = True) -> dict[str, object]:
    """This will offer the years of a page: this one, those before, and where it lists all of them (years.year_if_asked) every year."""
    return {"request": context["request"], "year": year, "every": every, "years": years_offered(year)}


@register.simple_tag
def bar(total: int, **counts: int) -> SafeString:
    """This will draw a stacked bar of `good`, `bad` and the rest; the words stand beside it, so it is hidden from readers of words."""
    x, pieces = 0.0, []
    for name, count in counts.items():
        width = 1000 * count / total if total else 0
        pieces.append((name, f"{x:.2f}", f"{width:.2f}"))
        x += width
    drawn = format_html_join("", '<rect class="q-bar-{}" x="{}" y="0" width="{}" height="12"/>', pieces)
    return format_html(
        '<svg class="q-bar" viewBox="0 0 1000 12" preserveAspectRatio="none" aria-hidden="true">{}</svg>', drawn
    )


@register.filter
def minutes(value: timedelta) -> int:
    """This will give a duration in whole minutes."""
    return int(value.total_seconds() // 60)
