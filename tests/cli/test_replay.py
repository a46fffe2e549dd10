"""Replaying an opening record: the table is read exactly; a small record is played whole, with real processes, HTTP and keys."""

import io
import json
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from qinglian.cli.refused import Refused
from qinglian.cli.replay.firms import one_time_code
from qinglian.cli.replay.summary import rankings, show_rankings
from qinglian.cli.replay.table import CHINA, read_table
from qinglian.cli.replay.temporary import ROOT
from tests.factories.people import credit_code

HEADER = "sign_in_no,credit_code,name,file_received,decrypt_status,decrypt_cmd_time,security,price_wan\n"


def _record(path: Path, *rows: tuple[str, str, str]) -> Path:
    """This will write a record of (name, price, status) rows that came in a minute apart."""
    lines = [
        f"{n},{credit_code(900 + n)},{name},2026-03-13 1{n}:00:00,{status},{_decrypted(n, status)},电子保函,{price}\n"
        for n, (name, price, status) in enumerate(rows)
    ]
    path.write_text(HEADER + "".join(reversed(lines)))
    return path


def _decrypted(number: int, status: str) -> str:
    return f"2026-03-16 09:3{number}:40" if status == "解密成功" else ""


ROWS = [
    ("甲建设有限公司", "1835.0534", "解密成功"),
    ("乙建设有限公司", "1834.8496", "解密成功"),
    ("丙建设有限公司", "1836.0000", "解密成功"),
    ("丁建设有限公司", "5391.988", "解密成功"),
    ("戊建设有限公司", "", "未提交解密"),
]


def test_read_table_keeps_order_of_arrival_prices_in_fen_and_the_hour(tmp_path: Path) -> None:
    table = read_table(_record(tmp_path / "r.csv", *ROWS))
    assert [row.name[0] for row in table.rows] == ["甲", "乙", "丙", "丁", "戊"]
    prices = [1_835_053_400, 1_834_849_600, 1_836_000_000, 5_391_988_000, 1_835_053_400]
    assert [row.price_fen for row in table.rows] == prices  # the last one's is not known: the median stands in
    assert (table.opened_at, table.expected_failures) == (datetime(2026, 3, 16, 9, 30, tzinfo=CHINA), 1)


@pytest.mark.parametrize(
    "text",
    [
        "",
        HEADER,
        "name,price\na,1\nb,2\nc,3\n",
        HEADER + "1,A,a,2026-03-13,解密成功,2026-03-16 09:30:40,,1.00000001\n" * 3,
        HEADER + "1,A,a,2026-03-13,解密成功,2026-03-16 09:30:40,,-1\n" * 3,
        HEADER + "1,A,a,2026-03-13,解密成功,soon,,1\n" * 3,
        HEADER + "1,A,a,2026-03-13,未提交解密,,,\n" * 3,
    ],
)
def test_read_table_refuses_what_it_cannot_replay(tmp_path: Path, text: str) -> None:
    (tmp_path / "r.csv").write_text(text)
    with pytest.raises(Refused):
        read_table(tmp_path / "r.csv")


def test_read_table_refuses_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read_table(tmp_path / "none.csv")


@pytest.mark.parametrize(("now", "code"), [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")])
def test_one_time_code_is_that_of_rfc_6238(now: int, code: str) -> None:
    """The test vectors of RFC 6238, appendix B (SHA-1), in six digits."""
    assert one_time_code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", now) == code


OPENING = {"origin": "replay.qinglian.invalid", "tender": "JC-2026-0001", "section": "1", "round": 1}
PRICES = (1_835_053_400, 1_834_849_600, 1_836_000_000, 1_833_000_000, None, 1_840_000_000, 1_839_000_000)


def _read_out() -> list[dict[str, Any]]:
    return [
        {"number": number, "price_fen": price, "manifest": f"{number:064x}"}
        for number, price in enumerate(PRICES, start=1)
    ]


def _printed(found: Any) -> list[str]:
    out = io.StringIO()
    show_rankings(Console(file=out, width=200, highlight=False), found)
    return [line.strip() for line in out.getvalue().splitlines() if line.strip()]


def test_the_opened_prices_are_ranked_by_three_formulas(monkeypatch: pytest.MonkeyPatch) -> None:
    """The trimmed mean of the six prices is that of 1, 2, 3 and 7: 18,362,257.50 yuan; number 3 lies nearest."""
    monkeypatch.setenv("QINGLIAN_LANG", "en")
    found = rankings(_read_out(), OPENING)
    assert [one.benchmark.formula for one in found] == ["trimmed_mean", "mean_times_k", "lowest_is_base"]
    lines = _printed(found)
    assert lines[0] == "By price alone (full score 100):"
    assert lines[1] == "Trimmed mean: base 1,836.225750 (10,000 yuan)"
    assert lines[2] == "no. 3 100.00  no. 2 99.97  no. 1 99.97  no. 4 99.91  no. 7 99.85"
    assert lines[3] == "Mean times K: base 1,799.501235 (10,000 yuan)  K 98.00%"  # 18,362,257.50 x 98 %
    assert lines[4].startswith("no. 4 ")  # K lowers the base below every price: the lowest lies nearest
    assert lines[5:] == [
        "Lowest is base: base 1,833.000000 (10,000 yuan)",
        "no. 4 100.00  no. 2 99.90  no. 1 99.89  no. 3 99.84  no. 7 99.67",
    ]


def test_rankings_are_the_same_in_any_order_and_empty_when_nothing_opened() -> None:
    assert rankings(_read_out()[::-1], OPENING) == rankings(_read_out(), OPENING)
    nothing = rankings([row | {"price_fen": None} for row in _read_out()], OPENING)
    assert (nothing, _printed(nothing)) == ((), [])


def test_a_small_record_is_replayed_and_verified(tmp_path: Path) -> None:
    """Five bidders; the last one never releases its lock; the fourth's price is a likely entry error."""
    record = _record(tmp_path / "r.csv", *ROWS)
    command = [sys.executable, "-m", "qinglian.cli", "replay", str(record), "--json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=500, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    result = json.loads(done.stdout.strip().split("\n")[-1])
    assert (result["bids"], result["opened"], result["failed"], result["verified"]) == (5, 4, 1, True)
    assert (result["failed_by"], result["likely_entry_errors"]) == (["bidder"], ["丁建设有限公司"])
    assert list(result["formulas"]) == ["trimmed_mean", "mean_times_k", "lowest_is_base"]
    assert result["formulas"]["lowest_is_base"]["base"] == "18348496.00"
    assert [len(one["first"]) for one in result["formulas"].values()] == [4, 4, 4]  # who came first is the race's
