"""Vectors of what a seed decides inside a formula: values of a range, samples of bids, places below a size."""

from decimal import Decimal
from typing import Any

from seeds import seed

from qinglian.law.evaluation.drawn import draw_sample, draw_value, place_below


def files() -> dict[str, Any]:
    """This will return file name -> content."""
    return {"drawn.json": _drawn()}


_RANGES = (("95.00", "98.00", "0.50"), ("0.00", "99.99", "0.01"), ("3.00", "3.00", "0.01"), ("1.00", "10.00", "4.50"))
_NAMES = ("mean_times_k/k", "abc_synthesis/b", "权重")
_PLACES = (
    (3 * 2**62, [2**64 - 1, 3 * 2**62, 3 * 2**62 - 1]),
    (7, [2**64 - 1, 2**64 - 2, 15]),
    (1, [2**64 - 1]),
    (2**64 - 1, [2**64 - 1, 2**64 - 2]),
)
_REFUSED_RANGES = (
    ("1.00", "2.00", "0.00"),
    ("2.00", "1.00", "1.00"),
    ("1.00", "2.00", "0.30"),
    ("0.00", "100.00", "0.01"),
)


def _drawn() -> dict[str, Any]:
    seeds = [seed(f"drawn {at}") for at in range(4)]
    values, samples = [], []
    for own in seeds:
        for name in _NAMES:
            for low, high, step in _RANGES:
                value = draw_value(own, name, Decimal(low), Decimal(high), Decimal(step))
                about = {"seed": own.hex(), "name": name, "low": low, "high": high, "step": step}
                values.append(about | {"value": str(value)})
            for items, k in (([11, 2, 7, 3, 5], 3), (list(range(1, 41)), 9), ([4, 1], 5), ([8], 1), ([], 2)):
                sample = list(draw_sample(own, name, items, k))
                samples.append({"seed": own.hex(), "name": name, "items": items, "k": k, "sample": sample})
    places = [
        {"size": str(size), "words": [str(word) for word in words], "place": str(place_below(size, iter(words)))}
        for size, words in _PLACES
    ]
    return {
        "about": "values: one of low, low + step, ..., high. samples: k of the items, ascending; the order of items does not matter. "
        "places: the first word below the largest multiple of size, modulo size (decimal strings). refused: no such draw (protocol 10).",
        "values": values,
        "samples": samples,
        "places": places,
        "refused": {
            "ranges": [dict(zip(("low", "high", "step"), row, strict=True)) for row in _REFUSED_RANGES],
            "seeds": ["00" * 31, "00" * 33, ""],
            "items": [[1, 1], [3, 2, 3]],
        },
    }
