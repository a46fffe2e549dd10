"""What a bidder must do next in each of its tenders, and by when. Pure: halls and bids are passed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from qinglian.domain.bids.queries import Hall, OwnBid
from qinglian.law.text import Text

if TYPE_CHECKING:
    from qinglian.domain.tenders.models import Section

TODAY, WEEK = Text("今天到期", "Due today"), Text("七日内", "Within seven days")
LATER, OTHERS, DONE = Text("更晚", "Later"), Text("等别人办", "Waiting for others"), Text("不须操作", "Nothing to do")
ORDER = (TODAY, WEEK, LATER, OTHERS, DONE)


@dataclass(frozen=True)
class DeskRow:
    """One line: the verb first, then the tender, by when, under which article, and where the button leads."""

    section: "Section"
    act: Text
    detail: Text
    due_at: datetime | None
    article: str
    page: str
    button: Text
    mine: bool
    stage: str


@dataclass(frozen=True)
class DeskGroup:
    """A heading with its rows, earliest first."""

    title: Text
    rows: list[DeskRow]


def desk_groups(rows: Iterable[DeskRow], *, now: datetime) -> list[DeskGroup]:
    """This will group rows by when they are due: today, within a week, later, waiting for others, nothing to do."""
    placed: dict[Text, list[DeskRow]] = {title: [] for title in ORDER}
    for row in rows:
        placed[_title(row, now)].append(row)
    for listed in placed.values():
        listed.sort(key=lambda row: (row.due_at is None, row.due_at or now))
    return [DeskGroup(title, listed) for title, listed in placed.items() if listed]


def own_row(bid: OwnBid, hall: Hall, *, now: datetime, sign_in_minutes: int) -> DeskRow:
    """This will say what the holder of a bid in force must do next."""
    if hall.stage == "bidding":
        return _before_deadline(bid, hall, now=now, sign_in_minutes=sign_in_minutes)
    own = hall.own
    if hall.stage in ("releasing", "decrypting") and own and own.needs_lock and own.lock_released_at is None:
        act = Text("交出本单位密钥", "Release your own lock")
        detail = Text("时限内没有交出的，视为撤销投标文件", "Not released within the window: treated as revoked")
        return _row(
            bid, hall, act, detail, due_at=hall.decrypt_until_at, article="O20 31", button=Text("去交出", "Release")
        )
    if hall.stage == "read_out" and own and own.confirmed_at is None and own.status != "sealed":
        act = Text("确认唱标", "Confirm your row")
        detail = Text("有异议当场提出", "Object on the spot if you do")
        return _row(bid, hall, act, detail, due_at=None, article="REG 44", button=Text("去确认", "Confirm"), mine=True)
    if hall.stage == "read_out" and hall.record and own and not own.has_signed_record:
        act, detail = Text("签署开标记录", "Sign the record"), Text("主持人已生成记录", "The host has drawn it up")
        return _row(bid, hall, act, detail, due_at=None, article="ZTB 36", button=Text("去签署", "Sign"), mine=True)
    return _not_mine(bid, hall)


def session_row(bid: OwnBid, hall: Hall, *, until_at: datetime | None) -> DeskRow:
    """This will ask for the bidder's own lock, for which an evaluation session waits."""
    act = Text("交出评标密钥", "Release your lock to the session")
    detail = Text("评标已开始，没有交出的不能评审", "The evaluation began; without it the bid is not evaluated")
    button, page = Text("去交出", "Release"), "bidder_session_release"
    return _row(bid, hall, act, detail, due_at=until_at, article="ZTB 38", button=button, page=page)


def asked_row(bid: OwnBid, hall: Hall, *, until_at: datetime) -> DeskRow:
    """This will ask for the answer that the committee waits for."""
    act = Text("答复评标委员会的提问", "Answer the committee's question")
    detail = Text("逾期没有答复的，按投标文件评审", "Without an answer the bid is judged as it stands")
    button, page = Text("去答复", "Answer"), "bidder_clarifications"
    return _row(bid, hall, act, detail, due_at=until_at, article="REG 52", button=button, page=page)


def open_row(section: "Section", deadline_at: datetime) -> DeskRow:
    """This will offer a section that is open for bids and in which the bidder has no bid in force."""
    act, detail = Text("制作并密封投标文件", "Prepare and seal a bid"), Text("还没有递交", "Nothing submitted yet")
    return DeskRow(section, act, detail, deadline_at, "ZTB 28", "bidder_seal", Text("去密封", "Seal"), False, "bidding")


def _before_deadline(bid: OwnBid, hall: Hall, *, now: datetime, sign_in_minutes: int) -> DeskRow:
    due = hall.deadline_at
    if not bid.is_to_current_notice:
        act = Text("按新版公告重新密封", "Seal again for the new notice")
        detail = Text("公告改过，旧文件要在截止前替换", "The notice changed: replace the bid before the deadline")
        return _row(
            bid,
            hall,
            act,
            detail,
            due_at=due,
            article="ZTB 23",
            page="bidder_seal",
            button=Text("去替换", "Replace"),
            mine=True,
        )
    is_open = now >= due - timedelta(minutes=sign_in_minutes)
    if is_open and bid.signed_in_at is None:
        act = Text("签到", "Sign in")
        detail = Text("全体投标人在线参加开标", "All bidders attend the opening online")
        if hall.mode != "G":
            detail = Text("签到不足三家的，不能开标", "Fewer than three sign-ins: nothing is opened")
        return _row(bid, hall, act, detail, due_at=due, article="O20 29", button=Text("去签到", "Sign in"))
    act = Text("等投标截止", "Waiting for the deadline")
    detail = Text("已递交，截止前可以替换、撤回", "Submitted; it may be replaced or withdrawn until then")
    return _row(
        bid, hall, act, detail, due_at=due, article="ZTB 29", button=Text("看我的投标", "See my bid"), mine=False
    )


def _not_mine(bid: OwnBid, hall: Hall) -> DeskRow:
    words: dict[str, tuple[Text, Text]] = {
        "due": (Text("等截止", "Closing"), Text("到点了，正在固定名单", "The hour has come; the list is being fixed")),
        "closed": (
            Text("等见证人签名", "Waiting for the witnesses"),
            Text("签够数才开始解密", "Decryption begins when enough have signed"),
        ),
        "releasing": (
            Text("等保管人交出密钥", "Waiting for the guardians"),
            Text("本单位不必操作", "You need do nothing"),
        ),
        "decrypting": (Text("等解密", "Being decrypted"), Text("本单位不必操作", "You need do nothing")),
        "read_out": (Text("等主持人签署记录", "Waiting for the host"), Text("您该办的都办了", "Your part is done")),
        "recorded": (Text("开标已结束", "The opening is over"), Text("可以核对记录", "The record can be checked")),
        "failed": (Text("流标", "Failed"), Text("投标人少于三个，不开标", "Fewer than three: not opened")),
        "terminated": (Text("招标终止", "Terminated"), Text("见公告", "See the notice")),
    }
    act, detail = words.get(hall.stage, words["closed"])
    is_over = hall.stage in ("recorded", "failed", "terminated")
    return _row(bid, hall, act, detail, due_at=None, article="", button=Text("去看", "See"), mine=False, over=is_over)


def _row(
    bid: OwnBid,
    hall: Hall,
    act: Text,
    detail: Text,
    *,
    due_at: datetime | None,
    article: str,
    button: Text,
    page: str = "bidder_opening",
    mine: bool = True,
    over: bool = False,
) -> DeskRow:
    stage = "over" if over else hall.stage
    return DeskRow(bid.section, act, detail, due_at, article, page, button, mine, stage)


def _title(row: DeskRow, now: datetime) -> Text:
    if row.stage == "over":
        return DONE
    if not row.mine:
        return OTHERS
    if row.due_at is None or row.due_at.astimezone(now.tzinfo).date() <= now.date():
        return TODAY
    return WEEK if row.due_at - now <= timedelta(days=7) else LATER
