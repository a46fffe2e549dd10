"""The lawful moves of an evaluation session and its seats. See docs/reference/lifecycles.md for the drawing."""

from qinglian.law.lifecycle import Lifecycle, Move, State
from qinglian.law.text import Text

_ALL_SCORING = ("review", "technical", "business")


def _during(act: str, states: tuple[str, ...], roles: tuple[str, ...], article: str, label: Text) -> tuple[Move, ...]:
    """An act that leaves the session where it is."""
    return tuple(Move(act, (state,), state, roles, article, label) for state in states)


def _back(act: str, roles: tuple[str, ...], article: str, label: Text) -> tuple[Move, ...]:
    """An act after which somebody has to review anew: the session goes back to the review once it has left it."""
    return (
        *_during(act, ("open", "review"), roles, article, label),
        Move(act, ("technical", "business"), "review", roles, article, label),
    )


SESSION = Lifecycle(
    name="session",
    states=(
        State("open", Text("等密钥和签到", "Waiting for keys and members")),
        State("review", Text("初步评审", "Preliminary review")),
        State("technical", Text("技术评分", "Technical scoring")),
        State("business", Text("商务评分", "Business scoring")),
        State("summary", Text("汇总", "Summary")),
        State("report", Text("评标报告待签", "Report to be signed")),
        State("finished", Text("评标结束", "Finished")),
        State("failed", Text("评标不成", "Failed")),
    ),
    moves=(
        *_during("release_to_session", ("open",), ("guardian",), "ZTB 38", Text("交出商务、技术密钥", "Release business and technical keys")),
        *_during("unseal_files", ("open",), ("timetable",), "ZTB 38", Text("解开文件", "Unseal the files")),
        *_during("take_seat", ("open", *_ALL_SCORING), ("committee",), "REG 46", Text("签到", "Take the seat")),
        *_during("vote_chair", ("open", *_ALL_SCORING, "summary"), ("committee",), "O12 9", Text("推选组长", "Vote for the chair")),
        Move("start_review", ("open",), "review", ("chair",), "REG 49", Text("开始初步评审", "Start the preliminary review")),
        *_during("save_sheet", _ALL_SCORING, ("committee",), "REG 49", Text("暂存", "Save the draft")),
        *_during("lock_sheet", _ALL_SCORING, ("committee",), "ZTB 44", Text("签名锁定", "Sign and lock the sheet")),
        Move("finish_review", ("review",), "technical", ("timetable",), "REG 51", Text("初步评审结束", "Finish the preliminary review")),
        Move("finish_technical", ("technical",), "business", ("timetable",), "REG 49", Text("技术评分结束", "Finish the technical scoring")),
        Move("finish_business", ("business",), "summary", ("timetable",), "REG 49", Text("商务评分结束", "Finish the business scoring")),
        *_during("ask_clarification", (*_ALL_SCORING, "summary"), ("chair",), "REG 52", Text("要求澄清", "Ask for clarification")),
        *_during("answer_clarification", (*_ALL_SCORING, "summary"), ("bidder",), "REG 52", Text("答复澄清", "Answer")),
        Move("make_report", ("summary",), "report", ("chair",), "ZTB 40", Text("生成评标报告", "Draw up the report")),
        *_during("sign_report", ("report",), ("committee",), "REG 53", Text("签署评标报告", "Sign the report")),
        Move("finish_evaluation", ("report",), "finished", ("timetable",), "REG 53", Text("评标结束", "Finish the evaluation")),
        Move("fail_evaluation", ("review", "technical", "business", "summary"), "failed", ("timetable", "chair"), "ZTB 42", Text("否决所有投标", "Reject all bids")),
        *_back("recuse_member", ("committee",), "REG 48", Text("本人申请回避", "Recuse oneself")),
        *_back("replace_member", ("centre_host", "timetable"), "REG 48", Text("更换评委", "Replace a member")),
    ),
)  # fmt: skip

MEMBER = Lifecycle(
    name="member",
    states=(
        State("expected", Text("未签到", "Expected")),
        State("seated", Text("已签到", "Seated")),
        State("replaced", Text("已更换", "Replaced")),
    ),
    moves=(
        Move("take_seat", ("expected",), "seated", ("committee",), "REG 46", Text("签到", "Take the seat")),
        Move("recuse_member", ("expected", "seated"), "replaced", ("committee",), "REG 48", Text("回避", "Recuse")),
        Move("replace_member", ("expected", "seated"), "replaced", ("centre_host", "timetable"), "REG 48", Text("更换", "Replace")),
    ),
)  # fmt: skip
