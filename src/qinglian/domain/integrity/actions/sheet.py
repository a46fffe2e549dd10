"""Tasks come into a plan from a spreadsheet: all of them, or none."""

from datetime import datetime

from django.db import transaction

from qinglian.domain.integrity.actions.plans import add_tasks
from qinglian.domain.integrity.models import WorkPlan, WorkTask
from qinglian.domain.integrity.queries.sheet import checked_sheet
from qinglian.domain.people.refusing import not_valid
from qinglian.law.actor import Actor
from qinglian.law.text import Text


@transaction.atomic
def import_tasks(plan: WorkPlan, *, data: bytes, by: Actor, at: datetime) -> list[WorkTask]:
    """This will add every row of an XLSX sheet as a task; NotValid, with nothing written, when a single row is wrong.

    `queries.checked_sheet` tells row by row what is wrong.
    """
    sheet = checked_sheet(plan, data=data, asker=by, at=at)
    if sheet.faults or not sheet.rows:
        raise not_valid(
            "file",
            Text(f"表里有 {len(sheet.faults)} 处不对，一行也没有导入。", f"{len(sheet.faults)} places are wrong; no row was imported."),
            Text("请按列出的行号改正后再导入。", "Mend the rows that are listed and import again."),
            rule="plan_sheet_form",
        )  # fmt: skip
    return add_tasks(plan, sheet.rows, by=by, at=at)
