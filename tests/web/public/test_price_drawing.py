"""The chart of prices: every bid drawn, the outlier named beside the rest, bars that start at zero."""

import re

import pytest

from qinglian.domain.bids.prices import price_chart
from qinglian.web.public.price_drawing import draw_prices, finding, merged, nice_top

PRICES = [1_790_000_000 + 1_300_000 * (number % 61) for number in range(1527)]
ENTRY_ERROR = 5_391_988_000


def test_drawing_counts_every_price_once() -> None:
    chart = price_chart(PRICES)
    assert sum(item.count for item in merged(chart.bins, most=12)) == 1527
    assert len(merged(chart.bins, most=12)) <= 12


def test_drawing_names_the_outlier_beyond_a_break_and_never_cuts_it_away() -> None:
    drawing = draw_prices(price_chart([*PRICES, ENTRY_ERROR]), cap_fen=1_875_060_000, width=920, most_bars=40)
    assert drawing.count("q-chart-bar-marked") == 1
    for words in ("5,391.99", "远离其余", "可能是填报错误", "中位数 ", "最高限价 1,875.06"):
        assert words in drawing
    assert max(float(x) for x in re.findall(r'x="([\d.]+)"', drawing)) <= 920


@pytest.mark.parametrize("width", [350, 920])
def test_drawing_stays_inside_its_frame(width: int) -> None:
    drawing = draw_prices(price_chart([*PRICES, ENTRY_ERROR, 1_000]), cap_fen=1_875_060_000, width=width, most_bars=12)
    xs = [float(x) for x in re.findall(r'\bx="(-?[\d.]+)"', drawing)]
    assert min(xs) >= 0
    assert max(xs) <= width
    assert all(float(height) >= 0 for height in re.findall(r'height="(-?[\d.]+)"', drawing))


@pytest.mark.parametrize("prices", [[1_700_000_000], [1_700_000_000] * 3, [1, 2, 3]])
def test_drawing_takes_few_and_equal_prices(prices: list[int]) -> None:
    assert draw_prices(price_chart(prices), cap_fen=None, width=920, most_bars=40).startswith("<svg")


def test_drawing_of_nothing_is_nothing() -> None:
    assert draw_prices(price_chart([]), cap_fen=None, width=920, most_bars=40) == ""
    assert finding(price_chart([]), cap_fen=None).zh == "还没有唱出报价。"


def test_finding_states_median_distance_to_the_cap_and_the_outlier() -> None:
    said = finding(price_chart([*PRICES, ENTRY_ERROR]), cap_fen=1_875_060_000)
    assert "1,528 家报价，中位数 1,829.00 万元。" in said.zh
    assert "1 家报价远离其余，是中位数的 2.95 倍，可能是填报错误。平台只标出，不判定" in said.zh
    assert "likely an entry error" in said.en


@pytest.mark.parametrize(("most", "top"), [(1, 1), (3, 3), (9, 10), (63, 80), (100, 100), (1528, 2000)])
def test_nice_top_is_round_and_not_below(most: int, top: int) -> None:
    assert nice_top(most)[0] == top
