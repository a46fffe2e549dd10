"""Price charts: bins, median, likely entry errors."""

from qinglian.domain.bids.prices import Bin, median, outliers, price_chart

AROUND = [1_838_000_000 + 12_000 * step for step in range(-200, 201)]


def test_outliers_names_the_price_at_three_times_the_others() -> None:
    found = outliers([*AROUND, 5_391_988_000])
    assert [(item.price_fen, item.times_median) for item in found] == [(5_391_988_000, 2.93)]


def test_outliers_leaves_bold_discounts_alone() -> None:
    assert outliers([*AROUND, 1_500_000_000]) == ()


def test_outliers_says_nothing_about_fewer_than_three() -> None:
    assert outliers([100, 900]) == ()


def test_outliers_names_one_price_once() -> None:
    assert len(outliers([*AROUND, 5_391_988_000, 5_391_988_000])) == 1


def test_price_chart_counts_every_price_once() -> None:
    chart = price_chart([*AROUND, 5_391_988_000])
    assert sum(item.count for item in chart.bins) == len(AROUND)
    assert (chart.n, chart.median_fen, len(chart.outliers)) == (402, 1_838_006_000, 1)
    assert 20 <= len(chart.bins) <= 42


def test_price_chart_of_one_price_has_one_bar() -> None:
    chart = price_chart([12_345])
    assert chart.bins == (Bin(12_345, 12_346, 1),)
    assert chart.median_fen == 12_345


def test_price_chart_of_no_price_is_empty() -> None:
    assert (price_chart([]).n, price_chart([]).median_fen, price_chart([]).bins) == (0, None, ())


def test_median_of_even_counts_is_the_mean_of_the_middle() -> None:
    assert median([4, 1, 3, 2]) == 2
    assert median([5, 1, 3]) == 3
