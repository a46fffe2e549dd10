"""docs/reference/roles.md: who may do what, from the roles and the lifecycles."""

from docs.generate.code import lifecycles
from docs.generate.markdown import heading, table
from qinglian.domain.people.roles import ROLES


def page() -> str:
    """This will return the page."""
    intro = "A person holds posts; a post carries roles; a lifecycle names the roles of each act. There are no flags and no superusers."
    rows = [
        (
            f"`{role.code}`", role.label.zh, role.label.en, role.duty.en, "yes" if role.second_factor else "no",
            ", ".join(f"`{act}`" for act in _acts(role.code)),
        )
        for role in ROLES
    ]  # fmt: skip
    head = ("role", "中文", "English", "duty", "second factor", "moves")
    return (
        heading("Roles 岗位职责", "`qinglian/domain/people/roles.py` and the lifecycles", intro)
        + "\n"
        + table(head, rows)
    )


def _acts(role: str) -> list[str]:
    return [f"{table.name}.{move.act}" for table in lifecycles() for move in table.moves if role in move.roles]
