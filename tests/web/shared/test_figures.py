"""Moments, money, sizes and hashes as pages write them."""

from datetime import datetime, timedelta

import pytest

from qinglian.web.shared import figures
from qinglian.web.shared.figures import CHINA

HOUR = datetime(2026, 11, 25, 9, 30, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("language", "written"), [("zh-hans", "2026-11-25 09:30:00 星期三"), ("en", "2026-11-25 09:30:00 Wed")]
)
def test_moment_words_name_second_and_weekday(language: str, written: str) -> None:
    assert figures.moment_words(HOUR, language=language) == written
    assert figures.moment_words("2026-11-25T01:30:00+00:00", language=language) == written


def test_moment_words_write_an_end_at_midnight_as_24_of_the_day_before() -> None:
    midnight = datetime(2026, 11, 26, tzinfo=CHINA)
    assert figures.moment_words(midnight, language="zh-hans", is_end=True) == "2026-11-25 24:00:00 星期三"
    assert figures.moment_words(midnight, language="zh-hans") == "2026-11-26 00:00:00 星期四"
    assert figures.short_words(midnight, this_year=2026, is_end=True) == "11-25 24:00"


def test_short_words_show_the_year_when_it_is_another() -> None:
    assert figures.short_words(HOUR, this_year=2026) == "11-25 09:30"
    assert figures.short_words(HOUR, this_year=2027) == "2026-11-25 09:30"


def test_money_keeps_every_fen_in_both_units() -> None:
    assert figures.yuan_words(5_391_988_000) == "53,919,880.00"
    assert figures.yuan_words(1) == "0.01"
    assert figures.wan_words(1_864_000_000_000, language="zh-hans") == "1,864,000.00"
    assert figures.wan_words(1_864_000_000, language="en") == "18,640.0"


@pytest.mark.parametrize(("size", "written"), [(999, "999 B"), (8_400_000, "8.4 MB"), (212_600_000, "212.6 MB")])
def test_size_words_round_to_one_decimal(size: int, written: str) -> None:
    assert figures.size_words(size) == written


def test_hash_words_leave_the_middle_out() -> None:
    assert figures.hash_words("c41e77b0" + "0" * 52 + "9d52") == "c41e 77b0 ⋯ 9d52"


def test_time_left_counts_days_and_figures_and_never_below_zero() -> None:
    now = HOUR - timedelta(days=6, hours=23, minutes=57, seconds=46)
    assert figures.time_left(HOUR, now=now) == (6, "23:57:46")
    assert figures.time_left(HOUR, now=HOUR + timedelta(hours=1)) == (0, "00:00:00")
