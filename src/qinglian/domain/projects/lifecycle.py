"""The lawful moves of an investment project."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

PROJECT = Lifecycle(
    name="project",
    states=(State("draft", Text("草稿", "Draft")), State("submitted", Text("已提交", "Submitted"))),
    moves=(
        Move(
            "edit_project", ("draft",), "draft", ("buyer_operator",), "ZTB 9", Text("修改投资项目", "Edit the project")
        ),
        Move(
            "delete_project",
            ("draft",),
            "draft",
            ("buyer_operator",),
            "ZTB 9",
            Text("删除投资项目", "Delete the project"),
        ),
        Move(
            "pledge_as_leader",
            ("draft",),
            "draft",
            ("buyer_operator", "buyer_reviewer"),
            "PLT",
            Text("签项目负责人廉洁公开承诺", "Sign the leader's public pledge"),
        ),
        Move(
            "submit_project",
            ("draft",),
            "submitted",
            ("buyer_operator",),
            "ZTB 9",
            Text("提交投资项目", "Submit the project"),
        ),
    ),
)
