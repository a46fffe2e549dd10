"""What the facts between the opening record and the award say in plain words: draw, seeds, evaluation, candidates."""

from collections.abc import Callable, Mapping
from typing import Any

from qinglian.domain.experts.specialities import label_of
from qinglian.domain.tenders.access import GROUPS
from qinglian.domain.tenders.lots import FAULTS, PARTIES, PURPOSES
from qinglian.law.text import Text

Body = Mapping[str, Any]
Words = tuple[Text, Text, bool]
NOTHING = Text("", "")
_PARTS: dict[str, Text] = {
    "business": Text("商务文件", "the business part"),
    "technical": Text("技术文件", "the technical part"),
}


def _plain(zh: str, en: str, *, major: bool = False) -> Callable[[Body], Words]:
    return lambda _body: (Text(zh, en), NOTHING, major)


def _requested(body: Body) -> Words:
    rows = [(label_of(row["speciality"]), row["count"]) for row in body["strata"]]
    detail = Text(
        "，".join(f"{label.zh} {count} 人" for label, count in rows),
        ", ".join(f"{count} for {label.en}" for label, count in rows),
    )
    return Text(f"第 {body['draw']} 次申请抽取专家", f"Experts requested, no. {body['draw']}"), detail, True


def _roster(body: Body) -> Words:
    detail = Text(f"{body['size']} 名专家，只公开名册的根", f"{body['size']} experts; the root alone is public")
    return Text("专家名册固定", "The roster of experts is fixed"), detail, False


def _exclusions(body: Body) -> Words:
    detail = Text(f"{body['count']} 名专家回避", f"{body['count']} experts are excluded")
    return Text("回避名单固定", "The exclusions are fixed"), detail, False


def _completed(body: Body) -> Words:
    detail = Text(
        f"通知 {body['calls']} 人，{body['members']} 人参加", f"{body['calls']} called, {body['members']} accepted"
    )
    return Text("评标专家到齐", "The experts are complete"), detail, True


def _abandoned(body: Body) -> Words:
    reason = str(body["reason"])
    title = Text(f"第 {body['draw']} 次抽取放弃", f"Draw no. {body['draw']} was given up")
    return title, Text(reason, reason), True


def _disclosed(body: Body) -> Words:
    names = [str(row["name"]) for row in body["panel"]]
    return Text("评标专家名单公开", "The experts' names are public"), Text("、".join(names), ", ".join(names)), True


def _seed(zh: str, en: str) -> Callable[[Body], Words]:
    def tell(body: Body) -> Words:
        party = PARTIES[str(body["party"])]
        detail = FAULTS.get(str(body.get("reason", "")), PURPOSES[str(body["purpose"])])
        return Text(f"{party.zh}{zh}", f"{party.en} {en}"), detail, False

    return tell


def _session_shares(body: Body) -> Words:
    part = _PARTS.get(str(body["compartment"]), NOTHING)
    if body["group"] == "bidder":
        return Text("一家投标人向评标会话交出自己的密钥", "A bidder released its own lock to the session"), part, False
    group = GROUPS.get(str(body["group"]), Text(str(body["group"]), str(body["group"])))
    title = Text(f"{group.zh}向评标会话交出密钥份额", f"{group.en} group released its shares to the session")
    return title, part, False


def _session(body: Body) -> Words:
    return (
        Text("评标会话打开", "The evaluation session opened"),
        Text(f"{body['members']} 席", f"{body['members']} seats"),
        True,
    )


def _candidates(body: Body) -> Words:
    names = [str(row["name"]) for row in body["candidates"]]
    return Text("中标候选人公示", "The candidates are published"), Text("、".join(names), ", ".join(names)), True


TELLERS: dict[str, Callable[[Body], Words]] = {
    "draw-requested/v1": _requested,
    "draw-roster-fixed/v1": _roster,
    "draw-roster-approved/v1": _plain("监督组核对名册并签署", "The supervision group approved the roster"),
    "draw-exclusions-fixed/v1": _exclusions,
    "seed-committed/v1": _seed("承诺种子", "committed to a seed"),
    "seed-revealed/v1": _seed("的种子公开", "’s seed is known"),
    "seed-share-released/v1": _seed("没有公开，保管人交出存底的份额", "kept silent: a guardian released a share"),
    "seed-failed/v1": _seed("的种子打不开，由其他方的种子决定", "’s seed cannot be opened: the others' decide"),
    "draw-made/v1": _plain("三方种子合成，专家次序确定", "The seeds are combined: the order is fixed", major=True),
    "expert-called/v1": _plain("通知一名专家", "An expert was called"),
    "expert-answered/v1": _plain("一名专家答复", "An expert answered"),
    "draw-completed/v1": _completed,
    "draw-abandoned/v1": _abandoned,
    "names-sought/v1": _plain("有人在结果确定前查询专家名单，已拒绝", "Somebody asked for the names too early and was refused", major=True),
    "panel-disclosed/v1": _disclosed,
    "session-opened/v1": _session,
    "session-shares-released/v1": _session_shares,
    "files-unsealed/v1": _plain("投标文件在评标会话中解开", "The files were unsealed in the session", major=True),
    "review-started/v1": _plain("初步评审开始", "The preliminary review began"),
    "evaluation-finished/v1": _plain("评标结束，报告签署", "The evaluation is over, its report signed", major=True),
    "candidates-published/v1": _candidates,
    "candidate-objection-raised/v1": _plain("一家投标人对候选人提出异议", "A bidder objected to the candidates", major=True),
    "candidate-objection-answered/v1": _plain("对候选人的异议已答复", "The objection to the candidates was answered"),
    "candidate-objection-withdrawn/v1": _plain("对候选人的异议撤回", "The objection to the candidates was withdrawn"),
    "award-made/v1": _plain("确定中标人", "The award was made", major=True),
    "award-notices-sent/v1": _plain("中标通知书和结果通知发出", "Award and result notices were sent"),
}  # fmt: skip
