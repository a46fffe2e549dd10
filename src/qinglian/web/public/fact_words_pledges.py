"""What the open facts of rounds and pledges say in plain words."""

from collections.abc import Callable, Mapping
from typing import Any

from qinglian.domain.integrity.catalogue import BY_CODE
from qinglian.domain.people.establishment import WORK_POST_BY_CODE
from qinglian.law.text import Text

Body = Mapping[str, Any]
Words = tuple[Text, Text, bool]


def _opened(body: Body) -> Words:
    days = f"{body['from_on']}–{body['until_on']}"
    return Text("发起廉政风险点查摆", "A risk-finding round was opened"), Text(days, days), True


def _closed(body: Body) -> Words:
    detail = Text(
        f"提出 {body['proposals']} 条，采纳入目录 {body['adopted']} 个",
        f"{body['proposals']} proposed, {body['adopted']} adopted into the catalogue",
    )
    return Text("廉政风险点查摆结束", "The risk-finding round was closed"), detail, True


def _adopted(body: Body) -> Words:
    post, point = WORK_POST_BY_CODE[str(body["work_post"])].name, BY_CODE.get(str(body["point"]))
    title = point.title if point else Text("留待下一版目录", "kept for the next edition")
    code = f"{body['point']} " if point else ""
    detail = Text(f"{code}{title.zh}，{post.zh}提出", f"{code}{title.en}, proposed by: {post.en}")
    return Text("采纳一个廉政风险点", "A risk point was adopted"), detail, False


def _campaign(body: Body) -> Words:
    detail = Text(f"{body['due_on']} 前签订", f"to be signed by {body['due_on']}")
    return Text(f"发起 {body['year']} 年度岗位廉政承诺", f"The pledges of {body['year']} are asked for"), detail, True


def _signed(body: Body) -> Words:
    post = WORK_POST_BY_CODE[str(body["work_post"])].name
    return Text("签订一份岗位廉政承诺", "An integrity pledge was signed"), post, False


def _leader(body: Body) -> Words:
    detail = Text(f"{body['leader']}，{body['project']}", f"{body['leader']}, {body['project']}")
    return Text("项目负责人签订廉洁公开承诺", "A project's leader signed the public pledge"), detail, True


TELLERS: dict[str, Callable[[Body], Words]] = {
    "risk-round-opened/v1": _opened,
    "risk-round-closed/v1": _closed,
    "risk-point-adopted/v1": _adopted,
    "pledge-campaign-opened/v1": _campaign,
    "pledge-signed/v1": _signed,
    "leader-pledge-signed/v1": _leader,
}
