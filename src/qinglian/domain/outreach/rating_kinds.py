"""The kinds of ratings and their questions. Rows of data: a new kind is a new row."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class RatingKind:
    """One kind: who rates what, and the questions, each answered with 1 to 5 points."""

    code: str
    label: Text
    questions: dict[str, Text]


SCORES: dict[int, Text] = {
    5: Text("很满意", "Very good"),
    4: Text("满意", "Good"),
    3: Text("一般", "Fair"),
    2: Text("不满意", "Poor"),
    1: Text("很不满意", "Very poor"),
}
_ASKED = {
    "openness": Text("公开透明", "Openness"),
    "integrity": Text("廉洁守纪", "Integrity"),
    "service": Text("办事效率和态度", "Speed and courtesy"),
}
RATING_KINDS: tuple[RatingKind, ...] = (
    RatingKind("open_day", Text("开放日代表评价", "Rated by guests of an open day"), _ASKED),
    RatingKind("public", Text("社会公众评价", "Rated by the public"), _ASKED),
)
RATING_KIND_BY_CODE: dict[str, RatingKind] = {row.code: row for row in RATING_KINDS}
