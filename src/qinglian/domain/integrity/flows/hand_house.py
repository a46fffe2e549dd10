"""Key matters of the house: rooms and seats, the archive, systems and accounts."""

from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.integrity.flows.written import cases, decision, end, start, task, way
from qinglian.law.text import Text

_BUYER = Text("招标人或代理机构", "Tenderer or agency")
_ROOMS = Text("场地管理员", "Keeper of rooms")
_HOST = Text("开标主持人", "Opening host")
_SUPERVISION = Text("监督检查科", "Supervision section")
_BORROWER = Text("借阅人", "Borrower")
_SECTION_HEAD = Text("科室负责人", "Head of the section")
_ARCHIVIST = Text("档案管理员", "Archivist")
_ADMIN = Text("系统管理员", "Administrator")
_SECOND = Text("第二名管理员", "Second administrator")
_IT_HEAD = Text("信息技术科负责人", "Head of information")

_ROOM = Flow(
    "F18",
    Text("开评标场地与工位分配", "Rooms and seats for openings and evaluations"),
    "office",
    (
        start("提出场地申请", "A room is asked for"),
        task("ask_room", Text("按项目预约时段", "Book by project"), role=_BUYER, limit=Text("使用前三个工作日", "Three working days before"), risks=("R47",)),
        task("assign_room", Text("按先后次序分配", "Assign in order of arrival"), role=_ROOMS, limit=Text("一个工作日", "One working day"), risks=("R47",)),
        decision("room_free", "有无空闲场地", "Is a room free"),
        task("offer_times", Text("另给可用时段", "Offer other times"), role=_ROOMS, limit=Text("一个工作日", "One working day"), risks=("R47",)),
        task("check_room", Text("查验监控、门禁和工位", "Check cameras, doors, seats"), role=_ROOMS, limit=Text("使用前两小时", "Two hours before"), risks=("R30", "R47")),
        task("assign_seats", Text("随机分配评委工位", "Assign seats by lot"), role=_HOST, limit=Text("评委签到时", "When members sign in"), risks=("R30",)),
        task("watch_room", Text("全程录音录像", "Record throughout"), role=_SUPERVISION, risks=("R30",)),
        task("clear_room", Text("清场并封存记录", "Clear the room, keep the records"), role=_ROOMS, limit=Text("结束当日", "On the day"), risks=("R46",)),
        end("room_used", "使用完毕", "Done"),
    ),
    (
        *way("start", "ask_room", "assign_room", "room_free"),
        *cases("room_free", ("check_room", "有", "Yes"), ("offer_times", "没有", "No")),
        *way("offer_times", "ask_room"),
        *way("check_room", "assign_seats", "watch_room", "clear_room", "room_used"),
    ),
)  # fmt: skip

_ARCHIVE = Flow(
    "F19",
    Text("交易档案借阅", "Lending from the archive"),
    "office",
    (
        start("提出借阅", "A file is asked for"),
        task("ask_file", Text("写明用途和范围", "State purpose and extent"), role=_BORROWER, risks=("R46",)),
        task("approve_lending", Text("审批借阅", "Approve the lending"), role=_SECTION_HEAD, limit=Text("两个工作日", "Two working days"), risks=("R46",)),
        decision("lending_approved", "是否同意", "Is it approved"),
        task("hand_out", Text("登记交接，涉密部分隔离", "Hand out on record, secrets kept back"), role=_ARCHIVIST, limit=Text("一个工作日", "One working day"), risks=("R46",)),
        task("give_back", Text("归还", "Give it back"), role=_BORROWER, limit=Text("十个工作日", "Ten working days"), risks=("R46",)),
        task("check_returned", Text("逐页清点", "Count every page"), role=_ARCHIVIST, limit=Text("归还当日", "On the day"), risks=("R46",)),
        decision("file_whole", "是否完整", "Is it whole"),
        task("report_loss", Text("登记缺损并报告", "Record and report the loss"), role=_ARCHIVIST, limit=Text("发现当日", "On the day"), risks=("R46",)),
        end("returned", "已归还", "Returned"),
        end("lost", "缺损待查", "Loss under inquiry"),
        end("not_lent", "不予借阅", "Not lent"),
    ),
    (
        *way("start", "ask_file", "approve_lending", "lending_approved"),
        *cases("lending_approved", ("hand_out", "同意", "Approved"), ("not_lent", "不同意", "Refused")),
        *way("hand_out", "give_back", "check_returned", "file_whole"),
        *cases("file_whole", ("returned", "完整", "Whole"), ("report_loss", "缺损", "Damaged")),
        *way("report_loss", "lost"),
    ),
)  # fmt: skip

_SYSTEMS = Flow(
    "F20",
    Text("信息系统变更与账号管理", "Changes to systems and accounts"),
    "information",
    (
        start("提出变更", "A change is asked for"),
        task("ask_change", Text("写明变更和回退办法", "State the change and the way back"), role=_SECTION_HEAD, risks=("R48",)),
        task("assess_change", Text("评估安全影响", "Assess the effect on security"), role=_IT_HEAD, limit=Text("三个工作日", "Three working days"), article="CSL 21", risks=("R48", "R51")),
        decision("change_approved", "是否同意", "Is it approved"),
        task("backup", Text("备份并试恢复", "Back up, try to restore"), role=_ADMIN, limit=Text("变更前", "Before the change"), article="CSL 21", risks=("R51",)),
        task("change", Text("实施变更或开通账号", "Make the change or open the account"), role=_ADMIN, limit=Text("交易时段以外", "Outside business hours"), risks=("R48", "R49", "R52")),
        task("second_check", Text("第二人复核", "A second person checks"), role=_SECOND, limit=Text("变更当日", "On the day"), risks=("R48", "R50")),
        decision("change_good", "复核是否相符", "Does it agree"),
        task("roll_back", Text("回退", "Go back"), role=_ADMIN, limit=Text("立即", "At once"), risks=("R50",)),
        task("review_accounts", Text("清查账号和权限", "Review accounts and roles"), role=_IT_HEAD, limit=Text("每季度", "Every quarter"), article="CSL 21", risks=("R48", "R49", "R52")),
        end("changed", "变更完成", "Changed"),
        end("unchanged", "维持原状", "Unchanged"),
    ),
    (
        *way("start", "ask_change", "assess_change", "change_approved"),
        *cases("change_approved", ("backup", "同意", "Approved"), ("unchanged", "不同意", "Refused")),
        *way("backup", "change", "second_check", "change_good"),
        *cases("change_good", ("review_accounts", "相符", "It agrees"), ("roll_back", "不符", "It does not")),
        *way("roll_back", "unchanged"),
        *way("review_accounts", "changed"),
    ),
)  # fmt: skip

HOUSE_FLOWS: tuple[Flow, ...] = (_ROOM, _ARCHIVE, _SYSTEMS)
