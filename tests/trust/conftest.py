"""Nothing here touches Django; the fixtures are plain values."""

from typing import Any

import pytest

from qinglian.trust.keys import Master

ORIGIN = "jiangcheng.qinglian.invalid"


@pytest.fixture
def opening() -> dict[str, Any]:
    return {"origin": ORIGIN, "tender": "JC-2026-0417", "section": "1", "round": 1}


@pytest.fixture
def masters() -> dict[str, Master]:
    names = ("bidder", "grd-1", "grd-2", "grd-3", "grd-4", "grd-5")
    return {name: Master(bytes([at + 1]) * 32) for at, name in enumerate(names)}
