"""How the yearly plan says no."""

from qinglian.domain.people.refusing import not_now, not_valid
from qinglian.law.refusal import NotNow, NotValid
from qinglian.law.text import Text

PARTY_OFFICE = Text("机关党委", "the party office")
FIRST_YEAR, LAST_YEAR = 2000, 2100


def require_year(year: int) -> None:
    """This will raise NotValid for a year that no plan can have."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise not_valid(
            "year", Text("年度不对。", "There is no such year."), Text("请填四位年份。", "Give four figures."), rule="field_form"
        )  # fmt: skip


def year_taken(year: int) -> NotNow:
    """This will say that the year has its plan."""
    return not_now(
        Text(f"{year} 年已经有工作计划。", f"There is a plan of {year} already."),
        Text("请打开那一个计划。", "Open that one."),
        rule="plan_year_once",
    )


def no_task() -> NotNow:
    """This will say that there is nothing to issue."""
    return not_now(
        Text("计划里还没有任务。", "The plan has no task yet."),
        Text("请先分解任务或者导入任务分解表。", "Add tasks or import a sheet first."),
        rule="work_plan.issue_plan",
    )


def not_of_year(year: int) -> NotValid:
    """This will say that a task is due in another year."""
    return not_valid(
        "due_on",
        Text(f"期限不在 {year} 年内。", f"It is not due within {year}."),
        Text("请填计划年度内的日期。", "Give a day of the plan's year."),
        rule="plan_due_in_year",
    )


def number_taken(number: int) -> NotValid:
    """This will say that another task has this number."""
    return not_valid(
        "number",
        Text(f"编号 {number} 已经用过。", f"Number {number} is taken."),
        Text("请换一个编号。", "Give another number."),
        rule="task_number_once",
    )


def pair_is_integrity() -> NotValid:
    """This will say that only integrity tasks accompany items."""
    return not_valid(
        "pairs",
        Text("只有廉政任务可以配给业务和日常工作。", "Only an integrity task accompanies a business or daily item."),
        Text("请把类别改为廉政，或者不填配对。", "Make it an integrity task, or leave the pair out."),
        rule="task_pair",
    )


def no_item(number: int) -> NotValid:
    """This will say that there is no such item."""
    return not_valid(
        "pairs",
        Text(f"计划里没有编号 {number} 的业务或者日常工作。", f"The plan has no business or daily item {number}."),
        Text("请填要配对的工作编号。", "Give the number of the item."),
        rule="task_pair",
    )


def has_pair(number: int) -> NotValid:
    """This will say that the item has its integrity task."""
    return not_valid(
        "pairs",
        Text(f"编号 {number} 的工作已经配了廉政任务。", f"Item {number} has its integrity task already."),
        Text("请配给别的工作，或者不填配对。", "Choose another item, or leave the pair out."),
        rule="task_pair",
    )


def item_is_over(number: int) -> NotValid:
    """This will say that the item is over."""
    return not_valid(
        "pairs",
        Text(f"编号 {number} 的工作已经销号或者停办。", f"Item {number} is closed or dropped."),
        Text("请配给还没有销号的工作。", "Choose an item that is not closed yet."),
        rule="task_pair",
    )


def lacks_pair() -> NotNow:
    """This will say that an item without an integrity task cannot close."""
    return not_now(
        Text("这项工作还没有配廉政任务，不能销号。", "This item has no integrity task yet: it cannot close."),
        Text("请机关党委先配一项廉政任务。", "Let the party office add one first."),
        rule="task_pair",
    )


def other_side_open(number: int) -> NotNow:
    """This will say that the other side of a pair is not ready."""
    return not_now(
        Text(f"配对的第 {number} 号任务还没有交依据，不能单独销号。", f"Task {number} of the pair has no evidence yet: neither closes alone."),
        Text("两边的依据都交齐以后一起销号。", "Both close together once both have their evidence."),
        rule="task_pair",
    )  # fmt: skip


def stage_first(stage: Text) -> NotNow:
    """This will say which stage comes first."""
    return not_now(
        Text(f"还没有记“{stage.zh}”。", f"“{stage.en}” is not noted yet."),
        Text(f"请先记“{stage.zh}”。", f"Note “{stage.en}” first."),
        rule="task_stages",
    )


def stage_noted(stage: Text) -> NotNow:
    """This will say that the stage stands."""
    return not_now(
        Text(f"“{stage.zh}”已经记过。", f"“{stage.en}” is noted already."),
        Text("请记下一步。", "Note the next one."),
        rule="task_stages",
    )


def not_issued() -> NotNow:
    """This will say that the plan is not in force yet."""
    return not_now(
        Text("计划还没有印发。", "The plan is not issued yet."),
        Text("请中心领导印发以后再办。", "Wait until a leader issues it."),
        rule="work_plan.issue_plan",
    )
