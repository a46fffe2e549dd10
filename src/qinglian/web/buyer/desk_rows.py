"""The words of the workspace: each next step with its verb first, its button, its bar of stages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from qinglian.domain.tenders.queries import Task
from qinglian.law.text import Text
from qinglian.web.shared.figures import in_china
from qinglian.web.shared.parts import Step

STAGES: tuple[Text, ...] = (
    Text("公告", "Notice"),
    Text("投标", "Bids"),
    Text("开标", "Opening"),
    Text("评标", "Evaluation"),
    Text("公示", "Publicity"),
    Text("中标", "Award"),
    Text("合同", "Contract"),
    Text("履约", "Performance"),
)
# state or stage of a task -> (how many segments are done, whether the next one runs, the word)
_PLACES: dict[str, tuple[int, bool, Text]] = {
    "draft": (0, True, Text("公告草稿", "Draft notice")),
    "in_review": (0, True, Text("待复核", "In review")),
    "in_verification": (0, True, Text("待核验", "In verification")),
    "bidding": (1, True, Text("投标中", "Open for bids")),
    "closed": (2, True, Text("开标，已截止", "Opening, closed")),
    "releasing": (2, True, Text("开标，解密中", "Opening, decrypting")),
    "opened": (2, True, Text("开标，待签记录", "Opening, record to be signed")),
    "recorded": (3, False, Text("开标完毕", "Opened")),
    "evaluating": (3, True, Text("评标中", "Being evaluated")),
    "evaluated": (4, False, Text("评标结束", "Evaluated")),
    "publicised": (4, True, Text("候选人公示", "Candidates public")),
    "awarded": (6, False, Text("已定标", "Awarded")),
    "failed": (2, False, Text("流标", "Failed")),
    "terminated": (1, False, Text("已终止", "Terminated")),
}


@dataclass(frozen=True)
class Words:
    """How a task is said: what to do, a note below, the button."""

    act: Text
    detail: Text
    button: Text


WORDS: dict[str, Words] = {
    "add_section": Words(Text("添加标段", "Add a section"), Text("至少一个标段才能起草公告", "A notice needs at least one"), Text("去添加", "Add")),
    "draft_notice": Words(Text("起草招标公告", "Draft the notice"), Text("时间已按法定期限预填", "Lawful times are filled in"), Text("去起草", "Draft")),
    "mend_notice": Words(Text("更正公告后送复核", "Mend the notice, then hand it in"), Text("", ""), Text("去更正", "Mend")),
    "submit_notice": Words(Text("公告送第二人复核", "Hand the notice to the second person"), Text("规则判定没有违反", "No rule is broken"), Text("去送复核", "Hand in")),
    "review_notice": Words(Text("复核公告", "Review the notice"), Text("编制人已送来", "Its maker has handed it in"), Text("去复核", "Review")),
    "wait_for_review": Words(Text("等第二人复核", "Waiting for the second person"), Text("编制人不能自己复核", "Who prepared it may not review it"), Text("看草稿", "See it")),
    "wait_for_centre": Words(Text("等中心核验发布", "Waiting for the centre"), Text("发布后才开始计投标期", "The bid period begins at the publication"), Text("看公告", "See it")),
    "wait_for_deadline": Words(Text("等投标截止", "Waiting for the deadline"), Text("截止前谁也看不到投标情况", "Nobody sees the bids before it"), Text("看项目", "See it")),
    "attend_opening": Words(Text("参加开标", "Attend the opening"), Text("开标正在进行，您须全程在线", "It is under way: stay online"), Text("进入大厅", "Enter the hall")),
    "wait_for_record": Words(Text("等开标记录签署", "Waiting for the record's signature"), Text("主持人签署后归档", "The host signs, then it is filed"), Text("看开标", "See the opening")),
    "retender": Words(Text("重新招标", "Tender again"), Text("不足三家，流标", "Fewer than three: failed"), Text("去办理", "Begin")),
    "nothing": Words(Text("本阶段已办完", "This stage is done"), Text("", ""), Text("看项目", "See it")),
}  # fmt: skip
_BROKEN = Text("有 {n} 处违反规则，发布前须更正", "{n} rules are broken; mend them before the publication")
_RETURNED = Text("被退回：{reason}", "Returned: {reason}")


@dataclass(frozen=True)
class DeskRow:
    """One line of the workspace."""

    task: Task
    words: Words
    url: str
    steps: list[Step]
    stage: Text


@dataclass(frozen=True)
class DeskGroup:
    """A heading with its rows."""

    title: Text
    rows: list[DeskRow]
    is_mine: bool


def desk_groups(tasks: Iterable[Task], *, now: datetime) -> list[DeskGroup]:
    """This will group tasks: due today, within seven days, later or without a date, waiting for others, nothing to do."""
    titles = (
        (Text("今天到期", "Due today"), True),
        (Text("七日内", "Within seven days"), True),
        (Text("七日以后或不限期", "Later, or without a date"), True),
        (Text("等别人办", "Waiting for others"), False),
        (Text("不须操作", "Nothing to do"), False),
    )
    placed: list[list[DeskRow]] = [[] for _ in titles]
    for task in tasks:
        placed[_place(task, now)].append(row_of(task))
    return [DeskGroup(title, rows, mine) for (title, mine), rows in zip(titles, placed, strict=True) if rows]


def row_of(task: Task) -> DeskRow:
    """This will put a task into words."""
    words = WORDS[task.act]
    if task.notice is not None and task.act == "mend_notice":
        returned, broken = task.notice.returned_reason, task.broken
        detail = _RETURNED.filled(reason=returned) if returned and not broken else _BROKEN.filled(n=broken)
        words = Words(words.act, detail, words.button)
    done, runs, stage = _PLACES[task.stage]
    return DeskRow(task, words, _url(task), _steps(done, runs=runs), stage)


def _steps(done: int, *, runs: bool) -> list[Step]:
    return [
        Step(label, "done" if place < done else "now" if place == done and runs else "ahead")
        for place, label in enumerate(STAGES)
    ]


def _place(task: Task, now: datetime) -> int:
    if task.act == "nothing":
        return 4
    if not task.mine:
        return 3
    if task.due_at is None:
        return 2
    days = (in_china(task.due_at).date() - in_china(now).date()).days
    return 0 if days <= 0 else 1 if days <= timedelta(days=7).days else 2


def _url(task: Task) -> str:
    code = task.tender.code
    if task.notice is not None and task.act in ("mend_notice", "submit_notice"):
        part = "preview" if task.act == "submit_notice" else "times"
        return reverse("buyer:notice_part", args=[code, task.notice.version, part])
    if task.notice is not None and task.act in ("review_notice", "wait_for_review", "wait_for_centre"):
        return reverse("buyer:notice", args=[code, task.notice.version])
    if task.section is not None and task.act in ("attend_opening", "wait_for_record"):
        return reverse("public:hall", args=[code, task.section.number])
    return reverse("buyer:tender", args=[code])
