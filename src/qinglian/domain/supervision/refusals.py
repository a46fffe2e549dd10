"""What oversight refuses, in words with rule, article and next step."""

from qinglian.law.refusal import NotAllowed, NotFound, NotValid
from qinglian.law.text import Text


def not_yours() -> NotAllowed:
    """This will say that the wall is for supervisors and the centre's staff."""
    return NotAllowed(
        Text("风险墙由监督人员和中心工作人员查看。", "Supervisors and the centre's staff see the risk wall."),
        rule="risk_wall_readers",
        article="PLT",
        next_step=Text("请由监督人员办理。", "Ask a supervisor."),
    )


def nothing_found() -> NotFound:
    """This will say that there is no such risk point or warning."""
    return NotFound(
        Text("没有这个风险点或者预警。", "There is no such risk point or warning."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请从风险墙进入。", "Come from the risk wall."),
    )


def unfilled(field: str) -> NotValid:
    """This will say that a text is missing."""
    return NotValid(
        Text("请写明依据。", "State the grounds."),
        rule="field_filled",
        article="PLT",
        next_step=Text("请补充后再交。", "Fill it in and hand it in again."),
        field=field,
    )


def watched_already() -> NotValid:
    """This will say that the platform watches this point itself."""
    return NotValid(
        Text("这个风险点由平台实时盯防，不用人工检查。", "The platform watches this point itself."),
        rule="manual_points",
        article="PLT",
        next_step=Text("请检查由人盯防的风险点。", "Check a point that people watch."),
        field="outcome",
    )
