"""docs/reference/rulebook.md: every constant of the law with its article, and whether its wording was verified."""

from docs.generate.markdown import heading, table
from qinglian.law.rulebook import RULEBOOK


def page() -> str:
    """This will return the page."""
    intro = (
        "The platform's rules as data. A rule whose source was not verified only advises: it never stops an act. "
        "The digest of the rows in force is in every notice's fact."
    )
    rows = [
        (
            f"`{r.key}`",
            r.value,
            r.unit,
            r.article,
            r.in_force_from,
            "yes" if r.verified else "**no**",
            r.label.zh,
            r.label.en,
        )
        for r in RULEBOOK
    ]
    head = ("key", "value", "unit", "article", "in force from", "verified", "中文", "English")
    return heading("Rulebook 规则库", "`qinglian/law/rulebook.py`", intro) + "\n" + table(head, rows)
