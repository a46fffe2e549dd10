"""What one row of the rulebook is."""

from dataclasses import dataclass
from datetime import date

from qinglian.law.text import Text


@dataclass(frozen=True)
class Rule:
    """One constant of the law: its key, value and unit, the article, from when (and until when) it is in force.

    `verified` says that the figure was read in the law's own text; `quote` holds those words. An unverified row only advises.
    """

    key: str
    value: int | str
    unit: str
    article: str
    in_force_from: date
    verified: bool
    label: Text
    quote: str = ""
    in_force_until: date | None = None

    def number(self) -> int:
        """This will return the value as an integer (TypeError when the row holds words)."""
        if not isinstance(self.value, int):
            raise TypeError(f"rule {self.key} holds words, not a number: {self.value!r}")
        return self.value

    def day_in(self, year: int) -> date:
        """This will return a value of month and day (`12-20`) as the date in that year (ValueError when the row holds something else)."""
        return date.fromisoformat(f"{year}-{self.value}")

    def row(self) -> dict[str, object]:
        """This will return the row as JSON values, in the shape that the digest covers."""
        return {
            "key": self.key,
            "value": self.value,
            "unit": self.unit,
            "article": self.article,
            "in_force_from": self.in_force_from.isoformat(),
            "in_force_until": self.in_force_until.isoformat() if self.in_force_until else None,
            "verified": self.verified,
            "label": {"zh": self.label.zh, "en": self.label.en},
            "quote": self.quote,
        }
