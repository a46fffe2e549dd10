"""The formulas once more, written from their words with whole fen and fractions, and nothing of the code under test.

Every function takes prices by number (fen), the control price (fen), parameters as the notice spells them and the seed,
and returns the base in fen; `cut` is one written amount: half a fen and more goes up.
"""

import hashlib
import hmac
from fractions import Fraction as F
from math import floor

Prices = dict[int, int]
Terms = dict[str, str]


def cut(fen: F) -> int:
    return floor(fen + F(1, 2))


def percent(text: str) -> F:
    return F(text) / 100


def words(seed: bytes, name: str):
    at = 0
    while True:
        block = hmac.new(seed, b"qinglian/drawn/v1\n" + name.encode() + at.to_bytes(8, "big"), hashlib.sha256).digest()
        yield int.from_bytes(block[:8], "big")
        at += 1


def below(n: int, stream) -> int:
    while True:
        word = next(stream)
        if word < n * (2**64 // n):
            return word % n


def value(seed: bytes, formula: str, code: str, terms: Terms) -> F:
    low, high, step = (F(terms[f"{code}_{end}"]) for end in ("low", "high", "step"))
    return (low + below(int((high - low) / step) + 1, words(seed, f"{formula}/{code}")) * step) / 100


def sample(seed: bytes, name: str, items: list[int], k: int) -> list[int]:
    stream, left, taken = words(seed, name), sorted(items), []
    for _ in range(min(k, len(left))):
        place = below(len(left), stream)
        taken.append(left[place])
        left[place] = left[0]
        left = left[1:]
    return taken


def mean(values: list[int]) -> F:
    return F(sum(values), len(values))


def trimmed(values: list[int]) -> int:
    ordered = sorted(values)
    return cut(mean(ordered if len(ordered) <= 3 else ordered[1:-1]))


def trimmed_mean(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    return trimmed(list(prices.values()))


def graded_trim(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    ordered = sorted(prices.values())
    if len(ordered) >= 7:
        return cut(mean(ordered[1:-1]))
    return cut(mean(ordered[:-1] if len(ordered) >= 4 else ordered))


def mean_times_k(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    return cut(trimmed(list(prices.values())) * value(seed, "mean_times_k", "k", terms))


def weighted_mean_and_cap(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    q1 = percent(terms["q1"])
    k1 = value(seed, "weighted_mean_and_cap", "k1", terms)
    k2 = 1 - value(seed, "weighted_mean_and_cap", "delta", terms)
    return cut(trimmed(list(prices.values())) * k1 * q1) + cut(cap * k2 * (1 - q1))


def limits(prices: Prices, cap: int, terms: Terms, delta: F) -> tuple[int, int, int]:
    a = cut(cap * (1 - delta))
    weight = percent(terms["mean_weight"])
    blend = cut(cut(mean(list(prices.values()))) * weight + cap * (1 - weight))
    return a, cut(blend * (1 - percent(terms["cut"]))), cut(a * percent(terms["upper"]))


def abc_synthesis(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    a, lower, upper = limits(prices, cap, terms, value(seed, "abc_synthesis", "delta", terms))
    reaching = sorted((price, number) for number, price in prices.items() if price >= lower)
    c_price, c = (
        reaching[0]
        if reaching
        else min((price, number) for number, price in prices.items() if price == max(prices.values()))
    )
    candidates = [number for number, price in prices.items() if c_price < price < upper]
    candidates = candidates or [number for number in prices if number != c] or [c]
    b_price = prices[sample(seed, "abc_synthesis/b", candidates, 1)[0]] if len(prices) > 1 else c_price
    mixed = cut(a * percent(terms["a"]) + b_price * percent(terms["b"]) + c_price * percent(terms["c"]))
    return cut(mixed * value(seed, "abc_synthesis", "k", terms))


def random_nine(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    _, lower, upper = limits(prices, cap, terms, value(seed, "random_nine", "delta", terms))
    inside = [number for number, price in prices.items() if lower <= price <= upper] or list(prices)
    return trimmed([prices[number] for number in sample(seed, "random_nine/bids", inside, int(F(terms["count"])))])


def floating_point(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    return cut(trimmed(list(prices.values())) * (1 - value(seed, "floating_point", "point", terms)))


def lowest_is_base(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    return min(prices.values())


def abnormally_low(prices: Prices, cap: int, terms: Terms, seed: bytes) -> int:
    return cut(cap * percent(terms["percent"]))


ORACLES = {
    "trimmed_mean": trimmed_mean,
    "graded_trim": graded_trim,
    "mean_times_k": mean_times_k,
    "weighted_mean_and_cap": weighted_mean_and_cap,
    "abc_synthesis": abc_synthesis,
    "random_nine": random_nine,
    "floating_point": floating_point,
    "lowest_is_base": lowest_is_base,
    "abnormally_low": abnormally_low,
}


def deviation(price: int, base: int) -> F:
    """In percent, two places: the quotient to four places, half away from zero, times a hundred."""
    quotient = F(price - base, base)
    size = F(floor(abs(quotient) * 10_000 + F(1, 2)), 100)
    return size if quotient >= 0 else -size


def score(price: int, base: int, *, full: F, k_up: F, k_down: F) -> F:
    off = deviation(price, base)
    points = full - abs(off) * (k_up if off > 0 else k_down)
    return max(F(0), F(floor(points * 100 + F(1, 2)), 100))
