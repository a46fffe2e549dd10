"""Random openings from a seeded source: few bidders, many, equal prices, ties at the ends, prices around every limit."""

from random import Random

from tests.law.evaluation.oracle import Prices

TERMS: dict[str, dict[str, str]] = {
    "mean_times_k": {"k_low": "95.00", "k_high": "98.00", "k_step": "0.50"},
    "weighted_mean_and_cap": {
        **{"k1_low": "95.00", "k1_high": "98.00", "k1_step": "0.25", "q1": "65.00"},
        **{"delta_low": "6.00", "delta_high": "12.00", "delta_step": "1.00"},
    },
    "abc_synthesis": {
        **{"a": "50.00", "b": "30.00", "c": "20.00", "k_low": "95.00", "k_high": "98.00", "k_step": "0.50"},
        **{"delta_low": "6.00", "delta_high": "12.00", "delta_step": "0.50"},
        **{"mean_weight": "70.00", "cut": "25.00", "upper": "95.00"},
    },
    "random_nine": {
        **{"delta_low": "0.00", "delta_high": "6.00", "delta_step": "0.50"},
        **{"mean_weight": "70.00", "cut": "12.50", "upper": "95.00", "count": "9.00"},
    },
    "floating_point": {"point_low": "0.25", "point_high": "1.50", "point_step": "0.25"},
    "abnormally_low": {"percent": "85.00"},
}


def opening(random: Random) -> tuple[Prices, int, bytes]:
    """This will return (prices by number, control price, seed), all in fen."""
    size = random.choice((1, 2, 3, 4, 5, 6, 7, 8, random.randint(9, 30)))
    cap = random.choice((10_000, 999_999, 10_000_000, 1_880_000_000, random.randint(100, 10**13)))
    prices = [_price(random, cap) for _ in range(size)]
    match random.randrange(5):
        case 0:
            prices = [prices[0]] * size
        case 1:
            prices = [random.choice(prices) for _ in range(size)]  # ties, at the ends too
    numbers = random.sample(range(1, 2 * size + 1), size)
    return dict(zip(numbers, prices, strict=True)), cap, random.randbytes(32)


def _price(random: Random, cap: int) -> int:
    return max(
        1,
        min(
            cap,
            random.choice(
                (random.randint(cap // 2, cap), random.randint(cap * 8 // 10, cap * 9 // 10), random.randint(1, cap))
            ),
        ),
    )
