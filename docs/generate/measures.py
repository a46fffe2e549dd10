"""docs/reference/measures.md: the measures of the risk points, those that the platform watches with what turns them, and those that people check."""

from docs.generate.markdown import heading, table
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.catalogue.watches import WATCH_BY_CODE
from qinglian.domain.people.establishment import DEPARTMENT_BY_CODE


def page() -> str:
    """This will return the page."""
    live = [point for point in POINTS if point.measure.is_live]
    manual = [point for point in POINTS if not point.measure.is_live]
    intro = (
        f"{len(POINTS)} risk points, one measure each: the platform watches {len(live)} every five minutes, people check {len(manual)}. "
        "A test in tests/domain/supervision breaks each live measure in a running tender and sees its point turn."
    )
    parts = [
        heading("Measures 防控措施", "`qinglian/domain/integrity/catalogue`", intro),
        f"\n## Watched by the platform 平台盯防（{len(live)}）\n\n",
        table(
            ("point", "风险点", "risk", "watch", "reads", "turns yellow", "turns red"),
            ((point.code, point.title.zh, point.title.en, *_watched(point.measure.watch)) for point in live),
        ),
        f"\n## Checked by people 人工检查（{len(manual)}）\n\n",
        table(
            ("point", "风险点", "risk", "measure", "by", "at least every", "section"),
            (
                (
                    point.code, point.title.zh, point.title.en, point.measure.what.en, point.measure.who.en,
                    f"{point.measure.every_days} days", DEPARTMENT_BY_CODE[point.department].name.en,
                )
                for point in manual
            ),
        ),
    ]  # fmt: skip
    return "".join(parts)


def _watched(code: str) -> tuple[str, str, str, str]:
    watch = WATCH_BY_CODE[code]
    return f"`{code}`", ", ".join(f"`{kind}`" for kind in watch.facts), watch.yellow.en, watch.red.en
