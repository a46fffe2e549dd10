"""Which risk points belong to which post of work, and the one promise that only this post makes. Pure data."""

from dataclasses import dataclass

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.integrity.catalogue.point import RiskPoint
from qinglian.domain.people.establishment import WORK_POST_BY_CODE, WorkPost
from qinglian.law.text import Text


@dataclass(frozen=True)
class PostRisk:
    """A post of work (establishment.WORK_POSTS), the points (catalogue codes) that tempt it or that it holds, and its own promise."""

    post: str
    points: tuple[str, ...]
    promise: Text


# fmt: off
POST_RISKS: tuple[PostRisk, ...] = (
    PostRisk("director", ("R53", "R55", "R40"), Text("重大事项集体研究，不用个人意见代替会议决定，不向科室和经办人打招呼、递条子", "I bring grave matters before the meeting, never put my word in its place, and give no section or officer a hint or a note")),
    PostRisk("deputy_director", ("R53", "R55", "R36"), Text("管业务同时管廉政，分管科室出了问题先问自己，不越过经办岗位插手具体项目", "I answer for integrity together with the work, ask myself first when a section of mine fails, and reach past no officer into a project")),
    PostRisk("clerk", ("R46", "R56"), Text("经手的文件、会议记录和来电不外传，不借办文办会为人打探消息", "Papers, minutes and calls stay in my hands, and I use no meeting or document to find things out for others")),
    PostRisk("archivist", ("R46",), Text("档案不抽页、不补页、不私自借出，查阅一次登记一次", "I take no page out, put none in, lend no file on my own, and enter each look into one")),
    PostRisk("room_keeper", ("R47", "R30"), Text("场地工位按时间先后安排，不为任何人留座、换座，不替人带话进评标区", "Rooms and desks go by the order of asking; I keep no seat and carry no word into the evaluation area")),
    PostRisk("purchaser", ("R54",), Text("采购先有预算和比价，不拆单、不指定品牌，不在供应商处报销个人费用", "Budget and quotations come first; I split no order, name no brand, and let no supplier pay for me")),
    PostRisk("receptionist", ("R56",), Text("接待先审批、后安排，不超人数、不超标准，不收企业送到前台的任何物品", "Approval comes before a reception; I exceed neither number nor standard, and take nothing that firms leave at the desk")),
    PostRisk("party_officer", ("R55", "R53"), Text("干部考察、轮岗和教育记录如实填写，不为评优补材料、改日期", "I write records of cadres, rotation and study as they are, and neither supply papers nor change dates for an award")),
    PostRisk("discipline_officer", ("R53", "R56", "R43"), Text("线索不压、不漏、不说情，抽查不打招呼，查到谁就写明谁", "I hold no clue back, lose none and plead for nobody; inspections come unannounced, and I write down whom they find")),
    PostRisk("verifier", ("R01", "R02", "R03", "R49"), Text("当面认人、逐件核对，不凭熟人面子放行，不压件、不让企业多跑一趟", "I verify face to face and paper by paper, pass nobody as a friend, and hold up no filing")),
    PostRisk("counter_clerk", ("R03", "R56"), Text("窗口一次告知，先来先办，不替企业代填、代交，不收一包烟、一瓶水", "I tell everything at once, serve in turn, fill nothing in for a firm, and take not so much as a cigarette")),
    PostRisk("notice_officer", ("R05", "R06", "R07", "R10", "R12", "R14", "R36", "R37", "R39", "R42"), Text("公告按规则逐条核，不替招标人开口子，公告发布以前不对任何人透露内容", "I check notices rule by rule, open no door for a tenderer, and say nothing of a notice before it is out")),
    PostRisk("host", ("R20", "R21", "R22", "R23", "R29", "R32"), Text("主持开标评标一个标准，不挑着解密、不压异议、不私自延时，不与投标人、专家单独接触", "I host by one standard: no bid left out, no objection put down, no window stretched, no word alone with bidder or expert")),
    PostRisk("witness", ("R04", "R08", "R09", "R13", "R16", "R19", "R30", "R38", "R40", "R41"), Text("见证不离岗、不走神，发现异常当场说、当日记，不替任何一方解释", "I stay and watch, say at once what is wrong, note it the same day, and explain it away for nobody")),
    PostRisk("register_keeper", ("R24", "R25", "R27", "R28", "R31", "R34", "R35"), Text("不查、不问、不传抽中了谁，入库出库按材料办，不在抽取前后动名册", "I neither look up nor ask nor tell who was drawn, admit and remove by the papers, and leave the roster alone around a draw")),
    PostRisk("administrator", ("R48", "R49", "R52"), Text("开权限凭审批，离岗当日收回，不留后门账号，不用别人的账号看业务", "Rights follow approvals and end on the day; I keep no back door and look at no business through another's account")),
    PostRisk("operator", ("R11", "R15", "R17", "R26", "R33", "R50", "R51"), Text("不碰密封数据，不改时钟和日志，上机操作两人在场、全程留痕", "I touch no sealed data, no clock and no log, and work on the machines with a second person and a trace")),
    PostRisk("cashier", ("R18", "R43", "R44"), Text("收支走公户，当日入账，退款原路退回，不用个人收款码收一分钱", "Money moves through the public account, is booked on the day and goes back the way it came; not a cent enters a private code")),
    PostRisk("fee_clerk", ("R45",), Text("专家费按实际评审时长计发，不虚列人次，不替人代领", "Experts' fees follow the hours worked; I list nobody who was not there and collect for nobody")),
)
# fmt: on
RISKS_OF_POST: dict[str, PostRisk] = {row.post: row for row in POST_RISKS}


def points_of(work_post: str) -> tuple[RiskPoint, ...]:
    """This will list the risk points of a post of work, in the catalogue's order."""
    return tuple(BY_CODE[code] for code in sorted(RISKS_OF_POST[work_post].points))


def posts_of(point: str) -> tuple[WorkPost, ...]:
    """This will list the posts of work to which a risk point belongs: those of the department that answers for it come first."""
    found = [WORK_POST_BY_CODE[row.post] for row in POST_RISKS if point in row.points]
    return tuple(sorted(found, key=lambda post: post.department != BY_CODE[point].department))
