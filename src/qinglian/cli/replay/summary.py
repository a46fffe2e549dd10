"""What a replay came to: the read-out in a few lines, the likely entry error by name, three formulas, the verdict, the phases."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console

from qinglian.cli.replay.phases import Phases
from qinglian.cli.speech import said, say
from qinglian.domain.bids.prices import LIKELY_ENTRY_ERROR, median, outliers
from qinglian.law.evaluation.benchmark_price import BY_CODE
from qinglian.law.evaluation.by_formulas import ByFormula, rank_by_formulas
from qinglian.trust.lots import combined_seed

if TYPE_CHECKING:
    from qinglian.cli.replay.command import Replay

FORMULAS_SHOWN = ("trimmed_mean", "mean_times_k", "lowest_is_base")
PLACES_SHOWN = 5


def show_summary(out: Console, replay: "Replay", phases: Phases) -> None:
    """This will print the summary."""
    counts, prices = replay.report.counts, _prices(replay)
    out.print()
    out.print(
        say(
            "{n} 家投标，{o} 家唱标，{f} 家失败",
            "{n} bids, {o} read out, {f} failed",
            n=counts.get("bids"),
            o=counts.get("opened"),
            f=counts.get("failed"),
        )
    )
    for row in replay.read_out:
        if row["status"] == "failed":
            out.print(f"  ✗ {row['name']}  {row['reason']}  {_fault(row['fault'])}", markup=False)
    if prices:
        low, middle, high = (f"{value / 1_000_000:,.4f}" for value in (min(prices), median(prices), max(prices)))
        out.print(
            say(
                "报价（万元）：最低 {low}，中位 {middle}，最高 {high}",
                "Prices (10,000 yuan): lowest {low}, median {middle}, highest {high}",
                low=low,
                middle=middle,
                high=high,
            )
        )
    for row, times in _entry_errors(replay):
        price = f"{row['price_fen'] / 1_000_000:,.4f}"
        out.print(f"  ! {row['name']}  {price}  ×{times}  {said(LIKELY_ENTRY_ERROR)}", markup=False)
    show_rankings(out, rankings(replay.read_out, replay.opening))
    out.print()
    out.print(phases.table())
    for finding in replay.report.findings[:10]:
        out.print(f"  [red]{finding.code}[/red] {said(finding.said)}")
    verdict = said(replay.report.verdict)
    out.print(f"[bold {'green' if replay.is_as_recorded else 'red'}]{verdict}[/]")


def rankings(read_out: Sequence[dict[str, Any]], opening: dict[str, Any]) -> tuple[ByFormula, ...]:
    """This will rank the opened prices by three formulas; none opened: nothing.

    A replayed record has no seeds of its parties. The bidders' manifests stand in: fixed before the deadline, one from each.
    """
    opened = [row for row in read_out if row["price_fen"] is not None]
    if not opened:
        return ()
    seed = combined_seed("replay", opening, [bytes.fromhex(row["manifest"]) for row in opened])
    return rank_by_formulas({row["number"]: row["price_fen"] for row in opened}, FORMULAS_SHOWN, seed)


def show_rankings(out: Console, found: Sequence[ByFormula]) -> None:
    """This will print each formula's base (and drawn coefficient) and its first five bids with their points."""
    if found:
        out.print()
        out.print(say("仅按价格比较（满分 100）：", "By price alone (full score 100):"))
    for one in found:
        base = f"{one.benchmark.base / 10_000:,.6f}"
        drawn = "".join(f"  {code.upper()} {value}%" for code, value in one.benchmark.drawn.items())
        label = said(BY_CODE[one.benchmark.formula].label)
        words = say("{label}：基准价 {base} 万元", "{label}: base {base} (10,000 yuan)", label=label, base=base)
        places = "  ".join(_place(row.number, str(row.points.score)) for row in one.rows[:PLACES_SHOWN])
        out.print(f"  {words}{drawn}", markup=False)
        out.print(f"    {places}", markup=False)


def as_json(replay: "Replay", phases: Phases) -> dict[str, Any]:
    """This will return the same as JSON values."""
    return {
        **replay.report.counts,
        "expected_failures": replay.table.expected_failures,
        "failed_by": sorted({row["fault"] for row in replay.read_out if row["status"] == "failed"}),
        "likely_entry_errors": [row["name"] for row, _ in _entry_errors(replay)],
        "formulas": {
            one.benchmark.formula: {
                "base": str(one.benchmark.base),
                "first": [row.number for row in one.rows[:PLACES_SHOWN]],
            }
            for one in rankings(replay.read_out, replay.opening)
        },
        "verified": replay.is_as_recorded,
        "seconds": round(sum(row.seconds for row in phases.measured), 1),
        "peak_mib": {
            "tool": max(row.own_mib for row in phases.measured),
            "platform": max(row.platform_mib for row in phases.measured),
        },
        "phases": {row.name: round(row.seconds, 1) for row in phases.measured},
    }


def _prices(replay: "Replay") -> list[int]:
    return [row["price_fen"] for row in replay.read_out if row["price_fen"] is not None]


def _entry_errors(replay: "Replay") -> list[tuple[dict[str, Any], float]]:
    far = {outlier.price_fen: outlier.times_median for outlier in outliers(_prices(replay))}
    return [(row, far[row["price_fen"]]) for row in replay.read_out if row["price_fen"] in far]


def _place(number: int, score: str) -> str:
    return say("{n} 号 {score} 分", "no. {n} {score}", n=number, score=score)


def _fault(fault: str) -> str:
    return say("投标人自身原因（撤销）", "by the bidder's own fault (revoked)") if fault == "bidder" else fault
