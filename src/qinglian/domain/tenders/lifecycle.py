"""The lawful moves of sections and notices. See docs/reference/lifecycles.md for the drawing."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

TENDER = Lifecycle(
    name="tender",
    states=(State("draft", Text("草稿", "Draft")), State("submitted", Text("已提交", "Submitted"))),
    moves=(
        Move(
            "edit_tender",
            ("draft", "submitted"),
            "draft",
            ("buyer_operator",),
            "ZTB 9",
            Text("修改招标项目", "Edit the tender project"),
        ),
        Move(
            "delete_tender",
            ("draft",),
            "draft",
            ("buyer_operator",),
            "ZTB 9",
            Text("删除招标项目", "Delete the tender project"),
        ),
        Move(
            "submit_tender",
            ("draft",),
            "submitted",
            ("buyer_operator",),
            "ZTB 9",
            Text("提交招标项目", "Submit the tender project"),
        ),
    ),
)

SECTION = Lifecycle(
    name="section",
    states=(
        State("draft", Text("草稿", "Draft")),
        State("bidding", Text("投标中", "Open for bids")),
        State("closed", Text("已截止", "Closed")),
        State("releasing", Text("交出密钥", "Keys being released")),
        State("opened", Text("已开标", "Opened")),
        State("recorded", Text("开标记录已签", "Opening record signed")),
        State("evaluating", Text("评标中", "Being evaluated")),
        State("evaluated", Text("评标结束", "Evaluated")),
        State("publicised", Text("中标候选人公示", "Candidates published")),
        State("awarded", Text("已定标", "Awarded")),
        State("failed", Text("流标", "Failed")),
        State("terminated", Text("终止", "Terminated")),
    ),
    moves=(
        Move("edit_section", ("draft",), "draft", ("buyer_operator",), "ZTB 19", Text("编辑标段", "Edit the section")),
        Move("hand_in_card", ("draft",), "draft", ("guardian",), "PLT", Text("交密钥卡", "Hand in a card")),
        Move(
            "publish_notice",
            ("draft",),
            "bidding",
            ("centre_verifier",),
            "ZTB 16",
            Text("发布公告", "Publish the notice"),
        ),
        Move(
            "amend_notice",
            ("bidding",),
            "bidding",
            ("centre_verifier",),
            "ZTB 23",
            Text("发布澄清修改", "Publish an amendment"),
        ),
        Move(
            "close_section", ("bidding",), "closed", ("timetable",), "ZTB 34", Text("投标截止", "Close at the deadline")
        ),
        Move(
            "fail_section",
            ("bidding", "closed", "releasing", "opened", "evaluating"),
            "failed",
            ("timetable",),
            "ZTB 28",
            Text("不足三家，流标", "Fewer than three: failed"),
        ),
        Move(
            "start_release",
            ("closed",),
            "releasing",
            ("timetable",),
            "ZTB 36",
            Text("开始交出密钥", "Start the release"),
        ),
        Move(
            "finish_opening", ("releasing",), "opened", ("timetable",), "ZTB 36", Text("开标完成", "Finish the opening")
        ),
        Move(
            "sign_opening_record",
            ("opened",),
            "recorded",
            ("centre_host",),
            "ZTB 36",
            Text("签署开标记录", "Sign the opening record"),
        ),
        Move(
            "start_evaluation",
            ("recorded",),
            "evaluating",
            ("centre_host",),
            "REG 46",
            Text("开始评标", "Begin the evaluation"),
        ),
        Move(
            "finish_evaluation",
            ("evaluating",),
            "evaluated",
            ("timetable",),
            "REG 53",
            Text("评标结束", "Finish the evaluation"),
        ),
        Move(
            "publish_candidates",
            ("evaluated",),
            "publicised",
            ("buyer_operator",),
            "REG 54",
            Text("公示中标候选人", "Publish the candidates"),
        ),
        Move("award_section", ("publicised",), "awarded", ("buyer_reviewer",), "ZTB 40; REG 55", Text("定标", "Award")),
        Move(
            "terminate_tender",
            ("bidding", "closed"),
            "terminated",
            ("buyer_reviewer",),
            "REG 31",
            Text("终止招标", "Terminate the tender"),
        ),
        Move("retender", ("failed",), "draft", ("buyer_operator",), "ZTB 28", Text("重新招标", "Tender again")),
    ),
)

NOTICE = Lifecycle(
    name="notice",
    states=(
        State("draft", Text("草稿", "Draft")),
        State("in_review", Text("待第二人复核", "Waiting for the second person")),
        State("in_verification", Text("待中心核验", "Waiting for the centre")),
        State("published", Text("已发布", "Published")),
        State("superseded", Text("已被新版取代", "Superseded")),
    ),
    moves=(
        Move("edit_notice", ("draft",), "draft", ("buyer_operator",), "REG 15", Text("修改草稿", "Edit the draft")),
        Move(
            "submit_notice",
            ("draft",),
            "in_review",
            ("buyer_operator",),
            "REG 15",
            Text("送第二人复核", "Hand to the second person"),
        ),
        Move(
            "approve_notice",
            ("in_review",),
            "in_verification",
            ("buyer_reviewer",),
            "REG 15",
            Text("复核通过", "Approve"),
        ),
        Move("return_notice", ("in_review",), "draft", ("buyer_reviewer",), "REG 15", Text("退回", "Return")),
        Move(
            "publish_notice",
            ("in_verification",),
            "published",
            ("centre_verifier",),
            "ZTB 16",
            Text("核验并发布", "Verify and publish"),
        ),
        Move(
            "refuse_notice",
            ("in_verification",),
            "draft",
            ("centre_verifier",),
            "ZTB 16",
            Text("核验不通过，退回", "Refuse and return"),
        ),
        Move(
            "supersede_notice",
            ("published",),
            "superseded",
            ("centre_verifier",),
            "ZTB 23",
            Text("被新版取代", "Supersede"),
        ),
    ),
)
