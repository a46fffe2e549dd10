"""What the open facts of institutional rules say in plain words: issued, repealed, the yearly review."""

from collections.abc import Callable, Mapping
from typing import Any

from qinglian.law.text import Text

Body = Mapping[str, Any]
Words = tuple[Text, Text, bool]


def _issued(body: Body) -> Words:
    title, day = body["title"], body["in_force_from"]
    detail = Text(
        f"《{title}》第 {body['version']} 版，{day} 起施行", f"{title}, version {body['version']}, from {day}"
    )
    return Text("印发内部制度", "An institutional rule was issued"), detail, True


def _repealed(body: Body) -> Words:
    detail = Text(f"《{body['title']}》{body['on']} 起废止", f"{body['title']}, since {body['on']}")
    return Text("废止内部制度", "An institutional rule was repealed"), detail, True


def _review_closed(body: Body) -> Words:
    zh = (
        f"审查 {body['reviewed']} 项，保留 {body['kept']} 项，其中修订 {body['revised']} 项，废止 {body['repealed']} 项"
    )
    en = f"{body['reviewed']} reviewed, {body['kept']} kept, {body['revised']} of them to be revised, {body['repealed']} repealed"
    title = Text(f"{body['year']} 年度制度审查结束", f"The review of the rules in {body['year']} ended")
    return title, Text(zh, en), True


TELLERS: dict[str, Callable[[Body], Words]] = {
    "work-rule-issued/v1": _issued,
    "work-rule-repealed/v1": _repealed,
    "rule-review-closed/v1": _review_closed,
}
