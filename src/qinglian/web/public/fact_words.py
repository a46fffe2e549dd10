"""What each kind of fact says in plain words, for timelines, the hall's log and the log browser."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qinglian.domain.bids.wording import FAILURE
from qinglian.domain.tenders.access import GROUPS
from qinglian.law.text import Text
from qinglian.web.public import fact_words_award, fact_words_checks, fact_words_pledges, fact_words_rules

Body = Mapping[str, Any]


@dataclass(frozen=True)
class Told:
    """One fact in words: a bold line, a line of detail, whether it is a turning point."""

    title: Text
    detail: Text
    is_major: bool = False


NOTHING = Text("", "")
COMPARTMENTS: dict[str, Text] = {
    "sheet": Text("开标一览表", "the sheet"),
    "business": Text("商务文件", "the business part"),
    "technical": Text("技术文件", "the technical part"),
}
HOLD_CAUSES: dict[str, Text] = {
    "objection": Text("异议未答复", "an objection is unanswered"),
    "order": Text("监督部门责令", "by order of the authority"),
}
FAILED_BECAUSE: dict[str, Text] = {
    "fewer_than_three": Text("投标人不足三家", "fewer than three bidders"),
    "fewer_than_three_signed_in": Text("签到的投标人不足三家", "fewer than three bidders signed in"),
    "fewer_than_three_valid": Text("能打开的投标不足三家", "fewer than three bids could be opened"),
    "all_bids_rejected": Text("所有投标都被否决", "all bids were rejected"),
}


def told(fact: Mapping[str, Any]) -> Told:
    """This will say a fact in words; a kind that this page does not know is named by its code."""
    teller = _TELLERS.get(str(fact["kind"]))
    if teller is not None:
        return teller(fact["body"])
    later = _LATER.get(str(fact["kind"]))
    return Told(*later(fact["body"])) if later else Told(Text(str(fact["kind"]), str(fact["kind"])), NOTHING)


def _plain(zh: str, en: str, *, major: bool = False) -> Callable[[Body], Told]:
    return lambda _body: Told(Text(zh, en), NOTHING, major)


def _notice(body: Body) -> Told:
    version = body["version"]
    if body.get("notice_kind") == "amendment":
        change = str(body.get("change", ""))
        return Told(
            Text(f"发布澄清修改，公告改为第 {version} 版", f"Amendment published: notice version {version}"),
            Text(change, change),
            True,
        )
    files = len(body.get("documents", []))
    title = Text("招标公告与招标文件发布", "Notice and documents published")
    if body.get("notice_kind") == "again":
        title = Text("重新招标公告发布", "Notice of the new round published")
    return Told(title, Text(f"{files} 个文件的指纹一并入日志", f"file hashes with it: {files}"), True)


def _card(body: Body) -> Told:
    name = str(body.get("card", {}).get("document", {}).get("name", ""))
    return Told(
        Text("密钥保管人就位", "A guardian is in place"),
        Text(name, name),
    )


def _closed(body: Body) -> Told:
    return Told(
        Text("投标截止，截止清单入日志", "Bidding closed; the closing list is in the log"),
        Text(
            f"标段 {body['section']}；清单的根不透露名称和数量",
            f"Section {body['section']}; the root tells neither names nor number",
        ),
        True,
    )


def _failed(body: Body) -> Told:
    why = FAILED_BECAUSE.get(str(body["reason"]), Text(str(body["reason"]), str(body["reason"])))
    return Told(
        Text("流标", "The section failed"),
        Text(f"标段 {body['section']}：{why.zh}", f"Section {body['section']}: {why.en}"),
        True,
    )


def _terminated(body: Body) -> Told:
    return Told(Text("招标终止", "The tender was terminated"), Text(str(body["reason"]), str(body["reason"])), True)


def _again(body: Body) -> Told:
    return Told(
        Text("重新招标", "Tendered again"),
        Text(f"标段 {body['section']} 进入第 {body['round']} 轮", f"Section {body['section']}, round {body['round']}"),
        True,
    )


def _hold(body: Body) -> Told:
    why = HOLD_CAUSES.get(str(body["cause"]), Text(str(body["cause"]), str(body["cause"])))
    return Told(Text("招标暂停", "The tender stands still"), why, True)


def _release_started(_body: Body) -> Told:
    return Told(
        Text("截止清单经见证方签名，保管人可以交出密钥", "Witnesses cosigned the closing list: guardians may release"),
        NOTHING,
        True,
    )


def _announced(body: Body) -> Told:
    return Told(Text(f"公布投标人名单，{body['count']:,} 家", f"Bidders announced: {body['count']:,}"), NOTHING, True)


def _shares(body: Body) -> Told:
    part = COMPARTMENTS.get(str(body["compartment"]), Text(str(body["compartment"]), str(body["compartment"])))
    if body["guardian"] == "bidder":
        return Told(Text("一家投标人交出自己的密钥", "A bidder released its own lock"), part)
    group = GROUPS.get(str(body["group"]), Text(str(body["group"]), str(body["group"])))
    done, count = Text(f"{group.zh}交出密钥份额", f"{group.en} group released its shares"), body.get("unopened", 0)
    if not count:
        return Told(done, part)
    named = Text(f"，{count} 份信封里没有份额", f", {count} envelopes hold no share")
    return Told(Text(done.zh + named.zh, done.en + named.en), part)


def _shares_published(body: Body) -> Told:
    part = COMPARTMENTS.get(str(body["compartment"]), Text(str(body["compartment"]), str(body["compartment"])))
    return Told(Text("各组份额到齐，同时公开", "Every group is complete: the shares are public"), part, True)


def _opened(body: Body) -> Told:
    return Told(Text(f"第 {body['number']:04d} 号解密并唱标", f"No. {body['number']:04d} opened and read out"), NOTHING)


def _bid_failed(body: Body) -> Told:
    why = FAILURE.get(str(body["reason"]), Text(str(body["reason"]), str(body["reason"])))
    return Told(Text(f"第 {body['number']:04d} 号没有解开", f"No. {body['number']:04d} did not open"), why)


def _finished(body: Body) -> Told:
    return Told(
        Text("全部解密结束", "Every bid has its outcome"),
        Text(
            f"解开 {body['opened']:,} 家，没有解开 {body['failed']:,} 家",
            f"{body['opened']:,} opened, {body['failed']:,} failed",
        ),
        True,
    )


def _extended(body: Body) -> Told:
    until = str(body["decrypt_until_at"])[11:19]
    return Told(
        Text(f"主持人延长解密时限到 {until}", f"The host extended the window to {until}"),
        Text(str(body["reason"]), str(body["reason"])),
        True,
    )


def _objection(body: Body) -> Told:
    return Told(
        Text("一家投标人当场提出异议", "A bidder objected on the spot"),
        Text(str(body["text"]), str(body["text"])),
        True,
    )


def _answer(body: Body) -> Told:
    return Told(Text("异议当场答复", "The objection was answered"), Text(str(body["answer"]), str(body["answer"])))


_TELLERS: dict[str, Callable[[Body], Told]] = {
    "notice-submitted/v1": _plain("公告送第二人复核", "Notice handed to the second person"),
    "notice-approved/v1": _plain("第二人复核通过", "The second person approved"),
    "notice-published/v1": _notice,
    "card-handed-in/v1": _card,
    "card-received/v1": _plain("收到保管人的密钥卡", "A guardian's card came in"),
    "section-closed/v1": _closed,
    "section-failed/v1": _failed,
    "tender-terminated/v1": _terminated,
    "tender-again/v1": _again,
    "hold-placed/v1": _hold,
    "hold-lifted/v1": _plain("恢复招标", "The hold was lifted", major=True),
    "release-started/v1": _release_started,
    "closing-list-disclosed/v1": _plain("公开截止清单", "The closing list was published"),
    "bidders-announced/v1": _announced,
    "disclosed/v1": _plain("公开先前密封的事实", "Facts sealed until now were disclosed"),
    "bid-received/v1": _plain("收到一份密封投标文件", "A sealed bid came in"),
    "bid-withdrawn/v1": _plain("一份投标文件撤回", "A bid was withdrawn"),
    "bidder-signed-in/v1": _plain("一家投标人签到", "A bidder signed in"),
    "shares-released/v1": _shares,
    "shares-published/v1": _shares_published,
    "bid-opened/v1": _opened,
    "bid-failed/v1": _bid_failed,
    "opening-finished/v1": _finished,
    "decrypt-window-extended/v1": _extended,
    "row-confirmed/v1": _plain("一家投标人确认唱标结果", "A bidder confirmed its row"),
    "opening-objection-raised/v1": _objection,
    "opening-objection-answered/v1": _answer,
    "opening-record-made/v1": _plain("开标记录生成，待签署", "The opening record was drawn up"),
    "opening-record-countersigned/v1": _plain("一家投标人签署开标记录", "A bidder signed the opening record"),
    "opening-record-signed/v1": _plain(
        "主持人签署开标记录，开标结束", "The host signed the record: the opening is over", major=True
    ),
    "centre-founded/v1": _plain("交易中心建立", "The trading centre was founded"),
    "agreement-accepted/v1": _plain("接受登记协议", "The agreement was accepted"),
    "registration-filed/v1": _plain("提交登记申报", "A registration was filed"),
    "filing-verified/v1": _plain("登记核验通过", "A filing was verified"),
    "filing-rejected/v1": _plain("登记核验不通过", "A filing was rejected"),
    "filing-edited/v1": _plain("修改登记申报", "A filing was corrected"),
    "filing-deleted/v1": _plain("删除登记申报", "A filing was deleted"),
    "organisation-received/v1": _plain("从其他平台接入一家机构", "An organisation was received"),
    "organisation-suspended/v1": _plain("机构暂停业务", "An organisation was suspended"),
    "organisation-restored/v1": _plain("机构恢复业务", "An organisation was restored"),
    "key-proposed/v1": _plain("提交一把公钥，待绑定", "A public key was proposed"),
    "key-bound/v1": _plain("一把公钥绑定到机构", "A key was bound to its organisation"),
    "key-refused/v1": _plain("一把公钥不予绑定", "A key was refused"),
    "key-revoked/v1": _plain("一把公钥吊销", "A key was revoked"),
    "person-created/v1": _plain("设立一个账号", "A login was created"),
    "invitation-accepted/v1": _plain("账号启用", "A login was activated"),
    "post-given/v1": _plain("任命一个岗位", "A post was given"),
    "post-ended/v1": _plain("一个岗位结束", "A post ended"),
    "sign-in-reset/v1": _plain("重置一个账号的登录", "A login was reset"),
    "token-created/v1": _plain("开立一个访问令牌", "An API token was made"),
    "token-revoked/v1": _plain("作废一个访问令牌", "An API token was revoked"),
    "open-day-announced/v1": _plain("公布一次社会开放日", "An open day was announced"),
    "open-day-held/v1": _plain("举办一次社会开放日", "An open day was held"),
    "open-day-called-off/v1": _plain("取消一次社会开放日", "An open day was called off"),
    "suggestion-received/v1": _plain("收到一条意见建议", "A suggestion came in"),
    "suggestion-answered/v1": _plain("公开答复一条意见建议", "A suggestion was answered in public"),
    "rating-given/v1": _plain("收到一次评价", "A rating came in"),
    "project-submitted/v1": _plain("投资项目提交", "An investment project was submitted"),
    "scripts-published/v1": _plain("登记网页程序的指纹", "The hashes of the pages' scripts were logged"),
    "message-released/v1": lambda body: Told(
        Text("推送当日廉政消息", "The day's message was released"), Text(str(body["text"]), str(body["text"]))
    ),
    "fact-erased/v1": _plain(
        "依法删除一条事实的内容，日志位置保留", "A fact's content was erased by law; its leaf stays"
    ),
}

# The words of later parts stand in files of their own.
_LATER = fact_words_award.TELLERS | fact_words_checks.TELLERS | fact_words_pledges.TELLERS | fact_words_rules.TELLERS
