"""What is asked about an investment project, and how it is checked. Pure."""

import re
from dataclasses import dataclass

from qinglian.law.refusal import NotValid
from qinglian.law.text import Text

KINDS: dict[str, Text] = {
    "works": Text("工程", "Works"),
    "goods": Text("货物", "Goods"),
    "services": Text("服务", "Services"),
}
LED = "works"  # a project of this kind names its leader before it is submitted
_CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9-]{5,39}$")
_MOST_FEN = 10**15


@dataclass(frozen=True)
class ProjectInput:
    """One project as typed in. `approved_budget_fen` is the approved budget in fen, `leader` the id of a person of the owner ("": none yet)."""

    code: str
    name: str
    kind: str
    fund_source: str
    state_funded: bool
    approved_budget_fen: int
    region: str
    approval_number: str = ""
    leader: str = ""


def check_project(typed: ProjectInput) -> None:
    """This will raise NotValid for the first field that cannot be saved."""
    _check(
        bool(_CODE.match(typed.code)),
        "code",
        Text(
            "投资项目统一代码应为 6 至 40 位字母、数字或短横。",
            "The project code has 6 to 40 letters, digits or hyphens.",
        ),
    )
    _check(
        2 <= len(typed.name.strip()) <= 200,
        "name",
        Text("项目名称应有 2 至 200 个字。", "The name has 2 to 200 characters."),
    )
    _check(typed.kind in KINDS, "kind", Text("请选择工程、货物或服务。", "Choose works, goods or services."))
    _check(
        0 < typed.approved_budget_fen <= _MOST_FEN,
        "approved_budget_fen",
        Text("核定概算应为正数。", "The approved budget is a positive amount."),
    )
    _check(1 <= len(typed.region.strip()) <= 80, "region", Text("请填写项目所在地区。", "Enter the region."))
    _check(
        len(typed.fund_source) <= 200,
        "fund_source",
        Text("资金来源不超过 200 个字。", "The source of funds has at most 200 characters."),
    )
    _check(
        len(typed.approval_number) <= 80,
        "approval_number",
        Text("批准文号不超过 80 个字。", "The approval number has at most 80 characters."),
    )


def check_ready(typed: ProjectInput) -> None:
    """This will raise NotValid when the project cannot be submitted yet (ZTB 9: approval and funds)."""
    check_project(typed)
    if not typed.fund_source.strip():
        raise _refused("funds_stated", "fund_source", Text("没有填写资金来源。", "The source of funds is missing."))
    if typed.state_funded and not typed.approval_number.strip():
        raise _refused(
            "project_approved",
            "approval_number",
            Text("国有资金项目没有填写批准文号。", "A state-funded project needs its approval number."),
        )


def _check(fits: bool, field: str, wrong: Text) -> None:
    if not fits:
        raise NotValid(
            wrong,
            rule="field_form",
            article="PLT",
            next_step=Text("请改正后再保存。", "Correct it and save again."),
            field=field,
        )


def _refused(rule: str, field: str, wrong: Text) -> NotValid:
    return NotValid(
        wrong, rule=rule, article="ZTB 9", next_step=Text("请补充后再提交。", "Add it, then submit."), field=field
    )
