"""What a transaction costs its parties: fees, security tied up, days of each step, papers asked for, visits; year on year (seeds Z50).

Each measure is the median over the sections whose outcome fell into the year (of visits: the mean over the organisations), told with
the number of observations behind it. A measure without an observation is None, and so is its change.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal
from statistics import median

from qinglian.analysis.schema import KeyComparison, Transaction
from qinglian.law.text import Text

Value = Decimal | None
_DAY, _HOUR = 86_400, 3_600
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Measure:
    """What is measured, in which unit (yuan, wan_yuan_days, days, hours, papers, fields, visits), what it means, and how it is read from a row."""

    code: str
    group: str
    unit: str
    label: Text
    told: Text
    of: Callable[[Transaction], Value]


@dataclass(frozen=True)
class Cost:
    """A measure in one year beside the year before; `change` is the difference, `change_percent` its share of the year before."""

    measure: Measure
    year: int
    n: int
    value: Value
    n_before: int
    before: Value

    @property
    def change(self) -> Value:
        """The difference from the year before, in the measure's unit."""
        return None if self.value is None or self.before is None else self.value - self.before

    @property
    def change_percent(self) -> Value:
        """The difference in percent of the year before, one decimal; None also where that was nothing."""
        if self.change is None or not self.before:
            return None
        return (self.change * 100 / self.before).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def _days(start: str, end: str) -> Callable[[Transaction], Value]:
    return lambda row: _between(getattr(row, start), getattr(row, end), seconds=_DAY)


def _hours(start: str, end: str) -> Callable[[Transaction], Value]:
    return lambda row: _between(getattr(row, start), getattr(row, end), seconds=_HOUR)


def _between(start: datetime | None, end: datetime | None, *, seconds: int = _DAY) -> Value:
    if start is None or end is None:
        return None
    return (Decimal(int((end - start).total_seconds())) / seconds).quantize(_CENT)


def _yuan(fen: int | None) -> Value:
    return None if fen is None else Decimal(fen) / 100


def _tied_up(row: Transaction) -> Value:
    """10,000 yuan times days: every bidder's security from the deadline until the award notices or the failure."""
    held = _between(row.deadline_at, row.ended_at)
    if held is None or not row.bids or not row.security_fen:
        return None
    return (Decimal(row.security_fen * row.bids) / 1_000_000 * held).quantize(_CENT)


def _security_days(row: Transaction) -> Value:
    return _between(row.deadline_at, row.ended_at) if row.security_fen and row.bids else None


def _files_a_bid(row: Transaction) -> Value:
    return (Decimal(row.files) / row.bids).quantize(_CENT) if row.files_known and row.bids else None


GROUPS: dict[str, Text] = {
    "fees": Text("费用", "Fees"),
    "security": Text("投标保证金", "Bid security"),
    "days": Text("各环节用时", "Days of each step"),
    "papers": Text("要求的材料", "Papers asked for"),
    "visits": Text("到场次数", "Visits"),
}
# fmt: off
MEASURES: tuple[Measure, ...] = (
    Measure("expert_fees", "fees", "yuan", Text("评标专家劳务费", "Fees of the experts"),
            Text("一个标段合计，由招标人承担；平台对投标人、招标人都不收费", "Of one section in all, borne by the tenderer; the platform itself charges nobody"),
            lambda row: _yuan(row.expert_fees_fen)),
    Measure("security", "security", "yuan", Text("每家投标保证金", "Security asked of a bidder"),
            Text("公告写明的数额，不收的计为 0", "As the notice states it; none counts as 0"), lambda row: _yuan(row.security_fen)),
    Measure("security_days", "security", "days", Text("保证金占用天数", "Days for which it is tied up"),
            Text("投标截止到发出中标通知（流标、终止的到当日）", "From the deadline to the award notices, or to the failure"), _security_days),
    Measure("tied_up", "security", "wan_yuan_days", Text("一个标段占用的保证金", "Security tied up by a section"),
            Text("每家数额 × 投标家数 × 占用天数", "Amount × bidders × days"), _tied_up),
    Measure("days_to_deadline", "days", "days", Text("公告到投标截止", "Notice to deadline"),
            Text("首次公告发布到投标截止（含延期）", "From the first notice to the deadline, postponements included"), _days("published_at", "deadline_at")),
    Measure("hours_to_opened", "days", "hours", Text("截止到开标结束", "Deadline to end of opening"),
            Text("投标截止到全部投标文件有结果", "Until every bid has its outcome"), _hours("deadline_at", "opened_at")),
    Measure("hours_to_evaluated", "days", "hours", Text("开标到评标结束", "Opening to end of evaluation"),
            Text("开标结束到评标报告签完", "Until the report is signed"), _hours("opened_at", "evaluated_at")),
    Measure("days_to_candidates", "days", "days", Text("评标结束到公示", "Evaluation to candidates"),
            Text("评标结束到公示中标候选人", "Until the candidates are public"), _days("evaluated_at", "candidates_at")),
    Measure("days_to_award", "days", "days", Text("公示到定标", "Candidates to award"),
            Text("公示开始到招标人定标", "Until the tenderer awards"), _days("candidates_at", "awarded_at")),
    Measure("days_in_all", "days", "days", Text("全程", "In all"),
            Text("首次公告到定标", "From the first notice to the award"), _days("published_at", "awarded_at")),
    Measure("documents", "papers", "papers", Text("招标文件份数", "Tender documents to read"),
            Text("公告所附文件的份数，免费下载", "Files attached to the notice, free of charge"), lambda row: Decimal(row.documents)),
    Measure("sheet_fields", "papers", "fields", Text("开标一览表填写项", "Fields of the opening sheet"),
            Text("每家要填的项数", "Which each bidder fills in"), lambda row: Decimal(row.sheet_fields)),
    Measure("files_a_bid", "papers", "papers", Text("每家递交的文件份数", "Files of a bid"),
            Text("商务、技术文件平均每家几份；定标后披露才计", "Business and technical files, the section's mean; known once disclosed after the award"), _files_a_bid),
)
VISITS = Measure(
    "visits", "visits", "visits", Text("每家单位到中心的次数", "Visits of an organisation to the centre"),
    Text("平台上唯一可能要到场的手续是当面核对密钥；电话、确认书核对的计为 0", "The one formality that may need a visit is the comparison of a key in person; by telephone or letter counts as 0"),
    lambda row: None,  # noqa: ARG005  counted over organisations
)
# fmt: on


def costs_of(
    year: int,
    rows: Sequence[Transaction],
    before: Sequence[Transaction],
    keys: Sequence[KeyComparison] = (),
    keys_before: Sequence[KeyComparison] = (),
) -> list[Cost]:
    """This will compute every measure for a year from its transactions and those of the year before, in the order of MEASURES."""
    costs = []
    for measure in MEASURES:
        now, then = _observed(measure, rows), _observed(measure, before)
        costs.append(Cost(measure, year, len(now), _median(now), len(then), _median(then)))
    now, then = _visits(keys), _visits(keys_before)
    return [*costs, Cost(VISITS, year, len(now), _mean(now), len(then), _mean(then))]


def _observed(measure: Measure, rows: Sequence[Transaction]) -> list[Decimal]:
    return [value for row in rows if (value := measure.of(row)) is not None]


def _visits(keys: Sequence[KeyComparison]) -> list[Decimal]:
    visits: Counter[str] = Counter()
    for key in keys:
        visits[key.organisation] += key.compared == "in_person"
    return [Decimal(number) for number in visits.values()]


def _median(values: Sequence[Decimal]) -> Value:
    return median(values).quantize(_CENT, rounding=ROUND_HALF_UP) if values else None


def _mean(values: Sequence[Decimal]) -> Value:
    return (sum(values, Decimal(0)) / len(values)).quantize(_CENT, rounding=ROUND_HALF_UP) if values else None
