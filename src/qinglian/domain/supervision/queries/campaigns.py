"""Campaigns and their counts: forms due and received, problems found by layer and closed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from qinglian.domain.people import refusing
from qinglian.domain.people.as_of import had, late_on
from qinglian.domain.people.figure import Figure
from qinglian.domain.people.models import RollEntry
from qinglian.domain.supervision.campaign_policy import may_keep_gifts, may_see_problems
from qinglian.domain.supervision.models import Campaign, Gift, Problem, SelfCheck, SelfCheckSignature
from qinglian.domain.supervision.problem_kinds import CAMPAIGN, LAYERS, STYLE, TENDERING
from qinglian.domain.supervision.queries.problems import ORDER, WHO
from qinglian.law.actor import Actor
from qinglian.law.text import Text

CASE = Text("个专项", "campaign")
ITEMS = Text("件", "problems")


@dataclass(frozen=True)
class CampaignCounts:
    """Forms due, handed in by their persons and through all layers, of people on the roll; problems by layer, and how many are closed."""

    due: int = 0
    handed_in: int = 0
    complete: int = 0
    overdue: int = 0
    by_layer: tuple[tuple[str, int], ...] = ()
    problems: int = 0
    closed: int = 0


def campaigns_for(asker: Actor, *, year: int | None = None) -> QuerySet[Campaign]:
    """This will list campaigns, newest first (NotAllowed for strangers)."""
    if not may_see_problems(asker):
        raise refusing.not_yours(WHO, rule="problems_readers")
    rows = Campaign.objects.order_by("-from_on", "-pk")
    return rows.filter(year=year) if year else rows


def campaign_for(number: int, *, asker: Actor) -> Campaign:
    """This will return one campaign (NotFound when there is none, or for strangers)."""
    found = Campaign.objects.filter(pk=number).first() if may_see_problems(asker) else None
    if found is None:
        raise refusing.unknown(CASE)
    return found


def campaign_counts(campaigns: Iterable[Campaign], *, on: date) -> dict[int, CampaignCounts]:
    """This will count each campaign as it stood at the end of a day, by its number: figures alone, no content. Two queries."""
    ids = [row.pk for row in campaigns]
    forms = {row["campaign"]: row for row in _counted_forms(ids, on=on)}
    found = (
        Problem.objects.filter(had("finding__found_at", on=on), campaign__in=ids).values("campaign", "layer").order_by()
    )
    told = list(found.annotate(n=Count("pk"), closed=Count("pk", filter=had(f"{ORDER}closed_at", on=on))))
    return {pk: _counts(forms.get(pk, {}), [dict(row) for row in told if row["campaign"] == pk]) for pk in ids}


def campaigns_figures(asker: Actor, *, on: date) -> list[Figure]:
    """This will count the year's self-checks and the problems of campaigns, of style and of tendering, and gifts, as they stood at the end
    of a day. Any member of staff may know the numbers; the gifts themselves are their keepers'. Three queries."""
    counted = list(_counted_forms(Campaign.objects.filter(had("launched_at", on=on), year=on.year), on=on))
    complete, due, overdue = (sum(row[name] for row in counted) for name in ("complete", "due", "overdue"))
    # a campaign's problems are those of the campaigns of the year, whenever they were found: so the page lists them
    of_year = Q(register=CAMPAIGN, campaign__year=on.year) | Q(finding__year=on.year) & ~Q(register=CAMPAIGN)
    rows = Problem.objects.filter(had("finding__found_at", on=on), of_year).values("register").order_by()
    done = Count("pk", filter=had(f"{ORDER}closed_at", on=on))
    late = Count("pk", filter=late_on(on, done=f"{ORDER}closed_at", due=f"{ORDER}due_on"))
    told = {
        row["register"]: (row["done"], row["n"], row["late"])
        for row in rows.annotate(n=Count("pk"), done=done, late=late)
    }
    none, year, gifts = (0, 0, 0), f"year={on.year}", "centre_gifts" if may_keep_gifts(asker) else ""
    return [
        Figure("self_checks", "promote", Text("自查自纠", "Self-checks"), Text("张", "forms"), complete, due, overdue, "supervisor_campaigns", year, part="forms"),
        Figure("campaign_problems", "promote", Text("专项问题办结", "Campaigns' problems closed"), ITEMS, *told.get(CAMPAIGN, none), "supervisor_campaigns", year, part="problems"),
        Figure("style_problems", "promote", Text("四风问题办结", "Problems of style closed"), ITEMS, *told.get(STYLE, none), "supervisor_style", year),
        Figure("tendering_problems", "promote", Text("招投标突出问题办结", "Tendering problems closed"), ITEMS, *told.get(TENDERING, none), "supervisor_ledger", year),
        Figure("gifts", "promote", Text("礼品礼金处置", "Gifts disposed of"), Text("件", "gifts"), *gift_counts(on=on), gifts, year),
    ]  # fmt: skip


def gift_counts(*, on: date, year: int | None = None) -> tuple[int, int, int]:
    """This will count the gifts that were received in a year (None: that of `on`) as they stood at the end of `on`: disposed of, declared,
    not handed in in time. No names."""
    told = Gift.objects.filter(had("declared_at", on=on), received_on__year=year or on.year).aggregate(
        disposed=Count("pk", filter=had("disposed_on", on=on)), declared=Count("pk"), late=Count("pk", filter=late_on(on, done="handed_in_on"))
    )  # fmt: skip
    return told["disposed"], told["declared"], told["late"]


def _counted_forms(campaigns: Sequence[int] | QuerySet[Campaign], *, on: date) -> Iterable[dict[str, int]]:
    present = RollEntry.objects.filter(until_at=None).values_list("person_id", flat=True)
    rows = SelfCheck.objects.filter(campaign__in=campaigns, person__in=present).values("campaign").order_by()
    signed = SelfCheckSignature.objects.filter(form=OuterRef("pk"))
    complete = Q(~Exists(signed.exclude(had("signed_at", on=on))), state="complete")
    return rows.annotate(
        due=Count("pk"),
        handed_in=Count("pk", filter=Exists(signed.filter(had("signed_at", on=on)))),
        complete=Count("pk", filter=complete),
        overdue=Count("pk", filter=~complete & Q(due_on__lt=on)),
    )  # type: ignore[return-value]  # rows of values() are dictionaries


def _counts(forms: dict[str, int], layers: list[dict[str, object]]) -> CampaignCounts:
    found = {str(row["layer"]): int(str(row["n"])) for row in layers}
    return CampaignCounts(
        forms.get("due", 0), forms.get("handed_in", 0), forms.get("complete", 0), forms.get("overdue", 0),
        tuple((layer, found.get(layer, 0)) for layer in LAYERS),
        sum(found.values()), sum(int(str(row["closed"])) for row in layers),
    )  # fmt: skip
