"""The platform's own rules for inspections, findings, corrections and the assessment of sections."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, zh: str, en: str) -> Rule:
    return Rule(key, value, unit, "PLT", START, True, Text(zh, en))


# fmt: off
CHECKS: tuple[Rule, ...] = (
    _row("inspectors_only", "inspectors", "duty", "检查、下整改单和复查由监督人员和纪检人员办理", "Supervisors and discipline officers inspect, order corrections and check them again"),
    _row("inspection_readers", "oversight", "duty", "检查情况由监督人员、纪检人员和中心领导查看，整改责任人看自己的整改单", "Supervisors, discipline officers and leaders see inspections; who corrects sees the own order"),
    _row("inspection_hours", "9|10|11|14|15|16", "hours", "每周抽查落在这些整点", "The weekly inspection falls on one of these hours"),
    _row("inspection_lot_hour", 8, "hour", "抽查当天八时才告知检查人员", "Inspectors learn of the lot at eight on the day itself"),
    _row("inspection_seed_committed", "before the week", "moment", "种子的承诺先于它管的第一周公开", "A seed's commitment is public before the first week that it governs"),
    _row("inspection_seed_revealed", "after the last week", "moment", "管的各周过完以后公开种子", "The seed is revealed when the last week that it governs is over"),
    _row("inspection_at_its_hour", "required", "duty", "每周抽查不早于抽中的时间", "A weekly inspection is not held before the hour that was drawn"),
    _row("inspection_by_lot", "required", "duty", "每周抽查由抽签决定，不能取消", "The lot decides about the weekly inspection; nobody calls it off"),
    _row("checklist_complete", "required", "duty", "检查单逐项填写结论，有结论的写明依据", "Each item of a checklist has an outcome, and each outcome its grounds"),
    _row("checklist_kind", "listed", "choice", "检查单的种类、对象、方法在列出的范围之内", "Kind, subject and method of a checklist are listed"),
    _row("check_method_project", "required", "duty", "跟项目的检查写明跟的是哪个项目", "A check that follows a project names it"),
    _row("check_period_months", 6, "months", "重点岗位每半年至少检查一次", "Every key post is checked at least once in half a year"),
    _row("rectification_once", "once", "limit", "一个问题下一张整改单", "A finding has one order of correction"),
    _row("rectification_due_ahead", "required", "duty", "整改期限在今天以后", "A correction is due after today"),
    _row("rectification_owner", "required", "right", "整改由责任人交；责任人离岗的由纪检人员代交；每个科室有人负责", "The owner hands the correction in, a discipline officer for an owner who has left; somebody answers for each section"),
    _row("recheck_by_other", "required", "duty", "复查人不能是整改人", "Who corrected does not check the correction"),
    _row("recheck_days", 7, "days", "整改交来后七日内复查", "A correction is checked within seven days"),
    _row("rectification_remind_days", 3, "days", "整改期限前三日提醒责任人", "The owner is reminded three days before the end"),
    _row("rectification_escalate_days", 3, "days", "逾期三日仍未整改的上报分管领导督办", "Three days late, the leader in charge is told to press"),
    _row("urge_days", 5, "days", "领导五日内督办", "The leader presses within five days"),
    _row("score_full", 100, "points", "科室评估满分", "A section's full score"),
    _row("score_minor", 2, "points", "一般问题每个扣分", "Off for each minor finding"),
    _row("score_serious", 5, "points", "较重问题每个扣分", "Off for each serious finding"),
    _row("score_grave", 10, "points", "严重问题每个扣分", "Off for each grave finding"),
    _row("score_overdue", 5, "points", "逾期未整改每件扣分", "Off for each correction that is late"),
    _row("score_red", 3, "points", "风险点告警每个扣分", "Off for each risk point that alarms"),
    _row("score_yellow", 1, "points", "风险点注意每个扣分", "Off for each risk point that needs attention"),
    _row("score_unchecked", 1, "points", "风险点逾期未查每个扣分", "Off for each risk point whose check is overdue"),
)
# fmt: on
