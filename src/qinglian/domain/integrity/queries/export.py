"""A plan as a spreadsheet, in the form that is imported."""

from datetime import date

from qinglian.domain.integrity import plan_sheet
from qinglian.domain.integrity.lifecycle import WORK_TASK
from qinglian.domain.integrity.models import WorkPlan
from qinglian.domain.integrity.plan_words import KINDS
from qinglian.domain.integrity.queries.plans import tasks_in
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE, PILLARS
from qinglian.law.actor import Actor

EXAMPLES = (
    (101, "业务", "建廉", "全年公告核验时限压缩到一个工作日", "（班子成员姓名）", "交易管理科", "（责任人姓名）", "2026-06-30", ""),
    (102, "廉政", "建廉", "公告核验岗位廉政风险排查，抽查一成公告", "（班子成员姓名）", "交易管理科", "（责任人姓名）", "2026-06-30", 101),
)  # fmt: skip


def sheet_of_plan(plan: WorkPlan, *, asker: Actor, on: date) -> bytes:
    """This will write a plan's tasks as XLSX, with how each stands and its evidence."""
    rows = [
        (
            task.number, KINDS[task.kind].zh, PILLARS[task.pillar].zh, task.title, task.leader.name,
            DEPARTMENT_BY_CODE[task.department].name.zh, task.owner.name, task.due_on.isoformat(),
            task.pairs.number if task.pairs else "", WORK_TASK.state(task.state).label.zh, task.evidence,
        )
        for task in tasks_in(plan, asker=asker, on=on)
    ]  # fmt: skip
    return plan_sheet.written(rows, title=str(plan.year))


def sheet_template() -> bytes:
    """This will write the empty sheet that is filled in for an import, with an item and its integrity task as examples."""
    return plan_sheet.written(EXAMPLES, title="任务分解表", heads=plan_sheet.HEADS)
