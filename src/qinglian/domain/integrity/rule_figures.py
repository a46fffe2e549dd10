"""The figures of a yearly review and whether they fit one another: reviewed = kept + repealed, revised within kept. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class ReviewFigures:
    """What a campaign comes to. `kept` counts every rule that stays, `revised` those among them that get a new version."""

    reviewed: int  # rules put under review
    decided: int  # outcomes approved
    kept: int
    revised: int
    repealed: int
    reissued: int = 0  # of the revised, those whose new version is issued

    @property
    def waiting(self) -> int:
        """How many have no approved outcome yet."""
        return self.reviewed - self.decided


def figures_of(outcomes: Iterable[tuple[str, bool]]) -> ReviewFigures:
    """This will count reviews, each told as its approved outcome ("" while there is none) and whether its new version is issued."""
    rows = list(outcomes)
    told = [outcome for outcome, _ in rows]
    revised = [is_issued for outcome, is_issued in rows if outcome == "revised"]
    return ReviewFigures(
        reviewed=len(rows),
        decided=sum(bool(outcome) for outcome in told),
        kept=told.count("kept") + len(revised),
        revised=len(revised),
        repealed=told.count("repealed"),
        reissued=sum(revised),
    )


def faults_in(figures: ReviewFigures) -> list[Text]:
    """This will name what does not fit: an empty list says that the figures hold together."""
    faults = []
    total = figures.kept + figures.repealed
    if total != figures.decided:
        faults.append(
            Text(
                f"保留 {figures.kept} 项加废止 {figures.repealed} 项是 {total} 项，不等于已审结的 {figures.decided} 项",
                f"{figures.kept} kept and {figures.repealed} repealed make {total}, not the {figures.decided} decided",
            )
        )
    if figures.decided > figures.reviewed:
        faults.append(
            Text(
                f"已审结 {figures.decided} 项，多于列入审查的 {figures.reviewed} 项",
                f"{figures.decided} are decided, more than the {figures.reviewed} under review",
            )
        )
    if figures.revised > figures.kept:
        faults.append(
            Text(
                f"修订 {figures.revised} 项，多于保留的 {figures.kept} 项",
                f"{figures.revised} are revised, more than the {figures.kept} kept",
            )
        )
    if figures.reissued > figures.revised:
        faults.append(
            Text(
                f"修订后印发 {figures.reissued} 项，多于应修订的 {figures.revised} 项",
                f"{figures.reissued} were issued anew, more than the {figures.revised} to be revised",
            )
        )
    return faults
