"""The register of institutional rules, as who asks may see it: drafts before their consultation only by who drafts and leads."""

from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from qinglian.domain.integrity import rule_policy
from qinglian.domain.integrity.models import UNFINISHED, RuleComment, RuleReview, RuleVersion, WorkRule
from qinglian.domain.integrity.rule_difference import Changed, difference
from qinglian.domain.integrity.rule_search import Found, found_in, wanted_by
from qinglian.domain.people.queries import roll_entry_of
from qinglian.domain.people.refusing import not_yours, unknown
from qinglian.law.actor import Actor
from qinglian.law.refusal import Refusal
from qinglian.law.text import Text
from qinglian.record import blobs

WHAT = Text("项制度", "rule")
MOST_FOUND = 200


@dataclass(frozen=True)
class Hit:
    """A rule in which words were found, and the sentence."""

    rule: WorkRule
    sentence: Found


def own_department(asker: Actor) -> str:
    """This will return the asker's own section ("" for who is not on the roll)."""
    entry = roll_entry_of(asker.id)
    return entry.department if entry else ""


def rules_for(
    asker: Actor, *, state: str = "", department: str = "", category: str = "", outcome: str = "", year: int | None = None
) -> QuerySet[WorkRule]:  # fmt: skip
    """This will list rules by number. `state` is one of the lifecycle's, or draft, consultation, revision (to be revised, not yet issued anew).

    With `outcome` and `year` it lists the rules whose review of that year has this approved outcome ("stayed": kept or revised).
    """
    rows = _seen_by(asker)
    rows = rows.filter(department=department) if department else rows
    rows = rows.filter(category=category) if category else rows
    if outcome and year:
        meant = ("kept", "revised") if outcome == "stayed" else (outcome,)
        rows = rows.filter(
            reviews__campaign__year=year, reviews__state="approved", reviews__outcome__in=meant
        )  # one review a year, so no rule comes twice
    if state in UNFINISHED:
        rows = rows.filter(pk__in=_unfinished(asker).filter(state=state).values("rule"))
    elif state == "revision":
        rows = rows.filter(pk__in=_awaiting_revision())
    elif state:
        rows = rows.filter(state=state)
    return rows.order_by("number").prefetch_related(Prefetch("versions", RuleVersion.objects.defer("text", "tokens")))


def search_rules(words: str, *, asker: Actor) -> list[Hit]:
    """This will return the rules whose text or title in force, in consultation or last in force holds all the words, by number, with the sentence."""
    wanted = wanted_by(words)
    if not wanted:
        return []
    holds = reduce(lambda kept, token: kept & Q(tokens__contains=token), wanted, Q())
    rows = RuleVersion.objects.filter(holds, rule__in=_seen_by(asker)).exclude(state__in=("superseded", "dropped"))
    if not rule_policy.may_see_draft(asker, department="", own=""):
        own = own_department(asker)
        rows = rows.exclude(~Q(rule__department=own) if asker.has_role("section_head") else Q(), state="draft")
    hits: dict[int, Hit] = {}
    for version in rows.select_related("rule").defer("tokens").order_by("rule__number", "number"):
        sentence = found_in(f"{version.title}\n{version.text}", words)
        if sentence is not None and version.rule_id not in hits and len(hits) < MOST_FOUND:
            hits[version.rule_id] = Hit(version.rule, sentence)
    return list(hits.values())


def rule_for(number: int, *, asker: Actor) -> WorkRule:
    """This will return one rule (NotFound when there is none or it is not yours to see)."""
    found = _seen_by(asker).filter(pk=number).select_related("successor").first()
    if found is None:
        raise unknown(WHAT)
    return found


def rule_numbered(number: str, *, asker: Actor) -> WorkRule:
    """This will return the rule with this number (NotFound when there is none or it is not yours to see)."""
    found = _seen_by(asker).filter(number=number.strip()).first()
    if found is None:
        raise unknown(WHAT)
    return found


def rule_named(number: str, *, asker: Actor) -> WorkRule | None:
    """This will return the rule with this number, or None for no number (NotFound when there is none)."""
    return rule_numbered(number, asker=asker) if number.strip() else None


def rules_in_force(asker: Actor) -> QuerySet[WorkRule]:
    """This will list the rules that are in force now, by number: what successors and clauses are chosen from."""
    return _seen_by(asker).filter(state__in=("issued", "under_review")).order_by("number")


def versions_of(rule: WorkRule, *, asker: Actor) -> list[RuleVersion]:
    """This will list a rule's versions, newest first; a draft only for who may see it."""
    rows = rule.versions.defer("tokens").select_related("review__campaign").order_by("-number")
    if not _may_see_draft(rule, asker):
        rows = rows.exclude(state="draft")
    return list(rows.annotate(said=Count("comments"), waiting=Count("comments", filter=Q(comments__answered_at=None))))


def version_for(rule: WorkRule, number: int, *, asker: Actor) -> RuleVersion:
    """This will return one version of a rule (NotFound when there is none or it is a draft of others)."""
    found = rule.versions.filter(number=number).select_related("rule").first()
    if found is None or (found.state == "draft" and not _may_see_draft(rule, asker)):
        raise unknown(Text("个版本", "version"))
    return found


def comments_on(version: RuleVersion) -> list[RuleComment]:
    """This will list what was said about a version, first said first."""
    return list(version.comments.order_by("at", "pk"))


def comment_for(version: RuleVersion, number: int) -> RuleComment:
    """This will return one comment on a version (NotFound when there is none)."""
    found = version.comments.filter(pk=number).first()
    if found is None:
        raise unknown(Text("条意见", "comment"))
    return found


def replaced_by(rule: WorkRule, *, asker: Actor) -> list[WorkRule]:
    """This will list the rules whose place this one took."""
    return list(_seen_by(asker).filter(successor=rule).order_by("number"))


def consultations_for(asker: Actor) -> list[RuleVersion]:
    """This will list the versions that are in consultation, earliest end first, with how many comments wait for an answer."""
    rows = RuleVersion.objects.filter(state="consultation", rule__in=_seen_by(asker)).defer("text", "tokens")
    counted = rows.annotate(said=Count("comments"), waiting=Count("comments", filter=Q(comments__answered_at=None)))
    return list(counted.select_related("rule").order_by("consult_until", "pk"))


def changes_between(rule: WorkRule, old: int, new: int, *, asker: Actor) -> list[Changed]:
    """This will compare two versions of a rule, paragraph by paragraph."""
    before, after = version_for(rule, old, asker=asker), version_for(rule, new, asker=asker)
    return difference(before.text, after.text)


def file_of(version: RuleVersion) -> bytes:
    """This will return the uploaded file of a version, or its text where none was uploaded."""
    return blobs.read(version.blob) if version.blob else version.text.encode()


def counts_of_rules(asker: Actor) -> dict[str, int]:
    """This will count the rules by state, and versions in draft and consultation. Three queries."""
    seen = _seen_by(asker)
    counts = {row["state"]: row["n"] for row in seen.values("state").annotate(n=Count("pk")).order_by()}
    unfinished = _unfinished(asker).filter(rule__in=seen)
    counts |= {row["state"]: row["n"] for row in unfinished.values("state").annotate(n=Count("pk")).order_by()}
    return counts | {"revision": seen.filter(pk__in=_awaiting_revision()).count()}


def may_draft(rule: WorkRule, *, asker: Actor) -> bool:
    """Whether the asker drafts versions of this rule."""
    return rule_policy.may_draft(asker, department=rule.department, own=own_department(asker))


def refuse_readers() -> Refusal:
    """This will return the refusal for strangers."""
    whose = Text("中心工作人员和监督人员", "the centre's staff and supervisors")
    return not_yours(whose, rule="work_rule_readers")


def _may_see_draft(rule: WorkRule, asker: Actor) -> bool:
    return rule_policy.may_see_draft(asker, department=rule.department, own=own_department(asker))


def _seen_by(asker: Actor) -> QuerySet[WorkRule]:
    """A rule of which nothing but a draft exists is seen by who may see that draft."""
    if not rule_policy.may_read_rules(asker):
        raise refuse_readers()
    if asker.has_role("centre_leader", "party_officer"):
        return WorkRule.objects.all()
    hidden = ~Q(versions__state="consultation") & Q(state__in=("planned", "dropped"))
    if asker.has_role("section_head"):
        hidden &= ~Q(department=own_department(asker))
    return WorkRule.objects.exclude(pk__in=WorkRule.objects.filter(hidden).values("pk"))


def _unfinished(asker: Actor) -> QuerySet[RuleVersion]:
    """Versions in draft or consultation, as far as the asker may know of them: a draft is its drafters' and the leaders'."""
    rows = RuleVersion.objects.filter(state__in=UNFINISHED)
    if asker.has_role("centre_leader", "party_officer"):
        return rows
    own = own_department(asker) if asker.has_role("section_head") else ""
    return rows.exclude(~Q(rule__department=own), state="draft")


def _awaiting_revision() -> QuerySet[RuleReview, Any]:
    decided = RuleReview.objects.filter(state="approved", outcome="revised").exclude(rule__state="repealed")
    return decided.exclude(revisions__state__in=("issued", "superseded")).values("rule")
