"""The risk wall: 56 tiles by step and level; each leads to its measure, its evidence and its history; warnings are handled in writing."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from qinglian.domain.integrity.catalogue import BY_CODE, POINTS
from qinglian.domain.integrity.catalogue.places import LEVEL_BY_CODE, LEVELS, STEP_BY_CODE
from qinglian.domain.integrity.catalogue.point import BREAK
from qinglian.domain.integrity.catalogue.watches import WATCH_BY_CODE
from qinglian.domain.integrity.queries import adoption_of, heads_of_sections
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, DEPARTMENTS, WORK_POST_BY_CODE
from qinglian.domain.supervision import actions, queries, refusals
from qinglian.domain.supervision.lifecycle import WARNING
from qinglian.domain.supervision.policy import STAFF, may_check_points, may_see_pillars
from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.record.clock import CHINA
from qinglian.web.shared.access import for_roles
from qinglian.web.shared.acting import actor_of_request
from qinglian.web.shared.carrying import is_carried_out, status_of
from qinglian.web.shared.forms import PageForm, radio_field, words_field
from qinglian.web.shared.paging import sheet_of
from qinglian.web.shared.pillar_columns import pillar_columns
from qinglian.web.shared.tags import language
from qinglian.web.shared.years import year_if_asked

if TYPE_CHECKING:
    from qinglian.domain.integrity.models import Adoption
    from qinglian.domain.supervision.models import RiskWarning
    from qinglian.domain.supervision.queries import Tile
    from qinglian.law.actor import Actor

READERS = ("supervisor", *STAFF)
PAGE = 20
LIGHTS: dict[str, tuple[str, Text]] = {
    "green": ("ok", Text("正常", "Sound")),
    "yellow": ("warn", Text("注意", "Attention")),
    "red": ("stop", Text("告警", "Alarm")),
    "checked": ("ok", Text("查过", "Checked")),
    "overdue": ("wait", Text("逾期未查", "Check overdue")),
    "waiting": ("wait", Text("还没有运行", "Not run yet")),
}
COLUMNS: tuple[tuple[Text, tuple[str, ...]], ...] = (  # the steps as a screen holds them
    (Text("登记与公告", "Registration, notice"), ("registration", "notice")),
    (Text("文件与答疑", "Documents, questions"), ("documents", "questions")),
    (Text("投标与保证金", "Bids, security"), ("submission",)),
    (Text("开标", "Opening"), ("opening",)),
    (Text("专家抽取", "Draw of experts"), ("draw",)),
    (Text("评标", "Evaluation"), ("evaluation",)),
    (Text("公示与合同", "Candidates, contract"), ("publicity", "award")),
    (Text("支付与档案", "Payment, archive"), ("payment", "archive")),
    (Text("内部管理", "The centre itself"), ("systems", "office")),
)
KEY = ("green", "checked", "yellow", "red", "overdue")  # of the legend


@dataclass(frozen=True)
class Heat:
    """One department: how many of its points stand at each light."""

    name: Text
    counts: tuple[tuple[str, Text, int], ...]
    total: int


@dataclass(frozen=True)
class TileShown:
    """A tile in the reader's words; `lines` break the Chinese name where a reader would."""

    tile: "Tile"
    status: str
    word: Text
    lines: tuple[str, ...]


class CheckForm(PageForm):
    """What a person found at a manual point."""

    outcome = radio_field("检查结论", "Outcome", {
        "sound": Text("措施落实，没有发现问题", "The measure is in place; nothing was found"),
        "attention": Text("需要注意", "Needs attention"),
        "alarm": Text("措施没有落实，或者发现问题", "The measure is not in place, or something was found"),
    })  # fmt: skip
    evidence = words_field("查了什么，依据是什么", "What was looked at, on what grounds")


class ExplanationForm(PageForm):
    """What the centre says to a warning."""

    explanation = words_field("说明，写明依据", "Explanation, with its grounds", rows=4, most=4000)


class ConclusionForm(PageForm):
    """With what a supervisor closes a warning."""

    conclusion = words_field("结论，写明依据", "Conclusion, with its grounds", rows=4, most=4000)


@for_roles(*READERS)
def wall_page(request: HttpRequest) -> HttpResponse:
    """This will show the wall, the heat by department and the warnings that stand."""
    by, at = actor_of_request(request), clock.now()
    tiles = queries.tiles_for(by, at=at)
    standing = queries.warnings_for(by, state="standing")
    manual = [tile for tile in tiles if not tile.point.measure.is_live]
    context = {
        "bands": [(level, _columns(tiles, level.code), _count(level.code)) for level in LEVELS],
        "columns": [label for label, _ in COLUMNS],
        "key": [(light, *LIGHTS[light], sum(tile.light == light for tile in tiles)) for light in KEY],
        "manual": len(manual),
        "in_time": sum(tile.light != "overdue" for tile in manual),
        "live": sum(point.measure.is_live for point in POINTS),
        "total": len(POINTS),
        "looked_at": max(
            (tile.looked_at for tile in tiles if tile.looked_at and tile.point.measure.is_live), default=None
        ),
        "failures": [tile for tile in tiles if tile.failure],
        "pillars": pillar_columns(by, on=at.astimezone(CHINA).date(), most=3) if may_see_pillars(by) else [],
        "heat": _heat(tiles),
        "warnings": [_row(row) for row in standing[:10]],
        "standing": standing.count(),
        "now": at,
    }
    return render(request, "supervisor/wall.html", context)


@for_roles(*READERS)
def point_page(request: HttpRequest, point: str) -> HttpResponse:
    """This will show one risk point with its measure, evidence and history; supervisors note their check of a manual point here."""
    by, at = actor_of_request(request), clock.now()
    if point not in BY_CODE:
        raise refusals.nothing_found()
    form = CheckForm(request.POST or None)
    if is_carried_out(
        request, form, lambda typed: actions.check_point(point, **typed, by=by, at=at), Text("检查已记下。", "The check is noted.")
    ):  # fmt: skip
        return redirect("supervisor_point", point)
    tile = next(one for one in queries.tiles_for(by, at=at) if one.point.code == point)
    found = BY_CODE[point]
    context = {
        "tile": tile,
        "point": found,
        "chip": LIGHTS[tile.light],
        "step": STEP_BY_CODE[found.step].label,
        "level": LEVEL_BY_CODE[found.level].label,
        "department": DEPARTMENT_BY_CODE[found.department].name,
        "owner": heads_of_sections().get(found.department, ""),
        "trace": _trace(point, by),
        "watch": WATCH_BY_CODE.get(found.measure.watch),
        "warnings": [_row(row) for row in queries.warnings_for(by, point=point)[:50]],
        "checks": queries.checks_of(point, asker=by),
        "history": [(LIGHTS[row.light], row.at) for row in queries.history_of(point, asker=by)],
        "form": form if (may_check_points(by) and not found.measure.is_live) or form.errors else None,
        "now": at,
    }
    return render(request, "supervisor/point.html", context, status=status_of(form))


def _trace(point: str, by: "Actor") -> tuple["Adoption", Text] | None:
    """The round, post and day that the point comes from."""
    found = adoption_of(point, asker=by)
    return (found, WORK_POST_BY_CODE[found.work_post].name) if found else None


@for_roles(*READERS)
def warnings_page(request: HttpRequest) -> HttpResponse:
    """This will list warnings: those that stand, or all of them with `?all=1`; of a step with `?step=`, of a year with `?year=`."""
    by, year, step = actor_of_request(request), year_if_asked(request), request.GET.get("step", "")
    shows_all, step = request.GET.get("all") == "1", step if step in STEP_BY_CODE else ""
    found = queries.warnings_for(by, step=step, state="" if shows_all else "standing", year=year)
    sheet: Any = sheet_of(found, request=request, size=PAGE)
    context = {
        "sheet": sheet,
        "rows": [_row(row) for row in sheet.rows],
        "shows_all": shows_all,
        "step": STEP_BY_CODE[step].label if step else "",
        "year": year,
        "closed": found.filter(state="closed").count() if shows_all else None,
        "now": clock.now(),
    }
    return render(request, "supervisor/warnings.html", context)


@for_roles(*READERS)
def warning_page(request: HttpRequest, warning: int) -> HttpResponse:
    """This will show one warning with its evidence; the centre explains here, a supervisor closes here."""
    by, at = actor_of_request(request), clock.now()
    found = queries.warning_for(warning, asker=by)
    may_close = by.has_role("supervisor") and found.state != "closed"
    may_explain = any(
        move.act == "explain_warning" and by.has_role(*move.roles) for move in WARNING.moves_from(found.state)
    )
    form: PageForm = (ConclusionForm if may_close else ExplanationForm)(request.POST or None)
    act = actions.close_warning if may_close else actions.explain_warning
    if is_carried_out(request, form, lambda typed: act(found, **typed, by=by, at=at), Text("已记下。", "It is noted.")):
        return redirect("supervisor_warning", warning)
    context = {
        "row": _row(found),
        "point": BY_CODE[found.point],
        "watch": WATCH_BY_CODE.get(found.watch),
        "evidence": queries.evidence_of(found, asker=by),
        "form": form if may_close or may_explain or form.errors else None,
        "may_close": may_close,
        "now": at,
    }
    return render(request, "supervisor/warning.html", context, status=status_of(form))


@dataclass(frozen=True)
class WarningRow:
    """A warning in the reader's words."""

    warning: "RiskWarning"
    status: str
    word: Text
    words: Text
    state: Text
    title: Text


def _row(warning: "RiskWarning") -> WarningRow:
    status, level = LIGHTS[warning.level]
    words = Text(warning.words_zh, warning.words_en)
    return WarningRow(warning, status, level, words, WARNING.state(warning.state).label, BY_CODE[warning.point].title)


def _columns(tiles: list["Tile"], level: str) -> list[tuple[Text, list[TileShown]]]:
    return [
        (label, [_shown(tile) for tile in tiles if tile.point.step in steps and tile.point.level == level])
        for label, steps in COLUMNS
    ]


def _shown(tile: "Tile") -> TileShown:
    chinese = tuple(tile.point.name.zh.split(BREAK))
    return TileShown(tile, *LIGHTS[tile.light], chinese if language() != "en" else (tile.point.name.en,))


def _count(level: str) -> int:
    return sum(point.level == level for point in POINTS)


def _heat(tiles: list["Tile"]) -> list[Heat]:
    rows = []
    for department in DEPARTMENTS:
        own = [tile for tile in tiles if tile.point.department == department.code]
        counts = tuple((light, LIGHTS[light][1], sum(tile.light == light for tile in own)) for light in KEY)
        rows.append(Heat(department.name, counts, len(own)))
    return rows
