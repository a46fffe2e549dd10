"""Registration: keys bound out of order, filings left lying."""

from datetime import date, datetime, timedelta

from django.db.models import F, OuterRef, Q, Subquery

from qinglian.domain.people.keys import COMPARISONS
from qinglian.domain.people.models import Filing, OrganisationKey
from qinglian.domain.supervision.watches.evidence import Clue, day_of, since, with_evidence
from qinglian.domain.supervision.watches.found import Found
from qinglian.domain.tenders.queries import working_calendar
from qinglian.law.calendar import WorkingCalendar
from qinglian.law.text import Text

_LONGEST_COUNT = 60  # days: beyond, the figure says no more than "long ago"
_VERIFYING = ("filing-verified/v1", "organisation-received/v1", "centre-founded/v1")


def keys_bound(at: datetime) -> list[Found]:
    """This will find keys that were bound before their organisation was verified, uncompared, or for a guardian after a phone call alone."""
    verified = Filing.objects.filter(organisation=OuterRef("organisation"), state="verified").order_by("verified_at")
    rows = OrganisationKey.objects.filter(Q(bound_at=None) | Q(bound_at__gte=since(at)), state__in=["bound", "revoked"])
    rows = rows.select_related("organisation").defer("organisation__details")
    rows = rows.annotate(verified_at=Subquery(verified.values("verified_at")[:1]))
    unsound = Q(verified_at=None) | Q(bound_at=None) | Q(bound_at__lt=F("verified_at")) | ~Q(compared__in=COMPARISONS)
    suspects = rows.filter(unsound | Q(purpose="guardian", compared="phone")).order_by("pk")
    return with_evidence([clue for key in suspects for clue in _of_key(key)], "key-bound/v1", *_VERIFYING)


def filings_waiting(at: datetime) -> list[Found]:
    """This will find filings that wait for longer than 1 working day; over 3 it is red."""
    calendar, today = working_calendar(), day_of(at)
    clues = []
    for filing in Filing.objects.filter(state="filed", declared_at__lt=at).order_by("declared_at", "pk"):
        assert filing.declared_at is not None
        declared = day_of(filing.declared_at)
        days = _working_days(declared, today, calendar)
        if days > 1:
            words = Text(
                f"第 {filing.number} 次申报 {declared:%m-%d} 提交，已等 {days} 个工作日没有处理",
                f"Filing {filing.number}, handed in on {declared:%m-%d}, has waited for {days} working days",
            )
            about = f"organisation:{filing.organisation_id}"
            found = Found("red" if days > 3 else "yellow", f"{about}/filing-{filing.number}", words)
            clues.append(Clue(found, about, {"filing": filing.number}))
    return with_evidence(clues, "registration-filed/v1", "filing-rejected/v1")


def _of_key(key: OrganisationKey) -> list[Clue]:
    """The centre's own keys have no filing: it was founded at set-up."""
    verified, is_centre = key.verified_at, "centre" in key.organisation.kinds  # type: ignore[attr-defined]  # annotated
    if key.bound_at is None or key.compared not in COMPARISONS:
        level, words = "red", Text("绑定了，没有指纹比对的记录", "bound with no comparison on record")
    elif not is_centre and verified is None:
        level, words = "red", Text("绑定了，机构没有核验过", "bound, and its organisation was never verified")
    elif not is_centre and key.bound_at < verified:
        zh, en = (
            f"{day_of(key.bound_at):%m-%d} 绑定，机构 {day_of(verified):%m-%d} 才核验",
            f"bound on {day_of(key.bound_at):%m-%d}, its organisation verified on {day_of(verified):%m-%d}",
        )
        level, words = "red", Text(zh, en)
    elif key.purpose == "guardian" and key.compared == "phone":
        level, words = (
            "yellow",
            Text("是保管人密钥，只凭电话比对就绑定", "a guardian's, bound after a phone call alone"),
        )
    else:
        return []
    about = f"organisation:{key.organisation_id}"
    told = Text(
        f"{key.organisation.name}的第 {key.pk} 号密钥{words.zh}", f"Key {key.pk} of {key.organisation.name}: {words.en}"
    )
    return [Clue(Found(level, f"{about}/key-{key.pk}", told), about, {"public": key.public})]


def _working_days(first: date, last: date, calendar: WorkingCalendar) -> int:
    """This will count the working days after `first`, up to and with `last`, within sixty days."""
    length = min((last - first).days, _LONGEST_COUNT)
    return sum(calendar.is_working_day(first + timedelta(days=n)) for n in range(1, length + 1))
