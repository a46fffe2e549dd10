"""The lawful moves of organisations, filings and keys. See docs/reference/lifecycles.md for the drawing.

Articles: CTS = certification spec CTS-EBS01-2016 (电子招标投标系统认证) with its item as numbered in docs/conformance.
"""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

ORGANISATION = Lifecycle(
    name="organisation",
    states=(
        State("draft", Text("未核验", "Not yet verified")),
        State("active", Text("正常", "In good standing")),
        State("suspended", Text("暂停业务", "Suspended")),
    ),
    moves=(
        Move(
            "admit_organisation",
            ("draft",),
            "active",
            ("centre_verifier", "centre_admin"),
            "CTS A-005",
            Text("核验入库", "Admit to the register"),
        ),
        Move(
            "suspend_organisation",
            ("active",),
            "suspended",
            ("centre_admin",),
            "CTS A-009",
            Text("暂停业务", "Suspend"),
        ),
        Move(
            "restore_organisation",
            ("suspended",),
            "active",
            ("centre_admin",),
            "CTS A-009",
            Text("恢复业务", "Restore"),
        ),
    ),
)

FILING = Lifecycle(
    name="filing",
    states=(
        State("draft", Text("草稿", "Draft")),
        State("filed", Text("待核验", "Waiting for verification")),
        State("rejected", Text("未通过，可改后再报", "Rejected, may be corrected")),
        State("verified", Text("已核验", "Verified")),
        State("deleted", Text("已删除", "Deleted")),
    ),
    moves=(
        Move("edit_filing", ("draft", "rejected"), "draft", ("registrant",), "CTS A-008", Text("修改", "Edit")),
        Move("file_registration", ("draft", "rejected"), "filed", ("registrant",), "CTS A-004", Text("申报", "File")),
        Move("verify_filing", ("filed",), "verified", ("centre_verifier",), "CTS A-004", Text("核验通过", "Verify")),
        Move("reject_filing", ("filed",), "rejected", ("centre_verifier",), "CTS A-005", Text("核验不通过", "Reject")),
        Move("delete_filing", ("draft", "rejected"), "deleted", ("registrant",), "CTS A-008", Text("删除", "Delete")),
    ),
)

KEY = Lifecycle(
    name="key",
    states=(
        State("proposed", Text("待绑定", "Waiting to be bound")),
        State("bound", Text("已绑定", "Bound")),
        State("refused", Text("未予绑定", "Not bound")),
        State("revoked", Text("已吊销", "Revoked")),
    ),
    moves=(
        Move("bind_key", ("proposed",), "bound", ("centre_verifier",), "CTS A-012", Text("绑定密钥", "Bind the key")),
        Move(
            "refuse_key",
            ("proposed",),
            "refused",
            ("centre_verifier",),
            "CTS A-012",
            Text("不予绑定", "Refuse the key"),
        ),
        Move(
            "revoke_key",
            ("bound",),
            "revoked",
            ("centre_verifier", "registrant", "guardian"),
            "CTS A-012",
            Text("吊销密钥", "Revoke the key"),
        ),
    ),
)
