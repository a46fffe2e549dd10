"""The centre's desk: what a publication checks, changes, publishes and records; amendments and postponements."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.conf import settings

from qinglian.domain.people.actions import suspend_organisation
from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import GuardianCard, Notice
from qinglian.domain.tenders.queries import (
    documents_of,
    notice_for,
    notice_in_force,
    notice_package,
    published_versions,
    recipients_of,
    sections_stated,
    verdicts_on,
)
from qinglian.law import rulebook
from qinglian.law.actor import ANYONE
from qinglian.law.refusal import NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.record.queries import facts_about
from qinglian.record.sequencer import sequence_once
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.strict import from_base64
from tests.factories import people, tenders

pytestmark = pytest.mark.django_db
AT, ON = tenders.AT, tenders.PUBLISHED


def body_of(notice: Notice) -> dict:
    return next(
        fact for fact in facts_about(f"tender:{notice.tender.code}") if bytes(fact.leaf).hex() == notice.leaf
    ).fact["body"]


@pytest.mark.meets("A-053")
def test_publish_notice_keeps_verifier_and_moment_and_opens_the_sections():
    notice = tenders.published(sections=3)
    assert (notice.state, notice.verified_by, notice.verified_at, notice.published_at) == (
        "published",
        people.verifier().id,
        ON,
        ON,
    )
    assert set(notice.tender.sections.values_list("state", "notice")) == {("bidding", notice.pk)}


def test_publish_notice_leaves_the_notice_then_the_cards():
    notice = tenders.published()
    kinds = [fact.kind for fact in facts_about(f"tender:{notice.tender.code}")]
    assert kinds == ["notice-published/v1"] + ["card-handed-in/v1"] * 4


def test_publish_notice_fact_is_complete():
    notice = tenders.published(mode="G+B")
    body = body_of(notice)
    assert body["deadline_at"] == "2026-12-11T09:30:00+08:00"
    assert body["documents_from_at"] == "2026-11-19T09:00:00+08:00"
    assert body["access"] == notice.access
    assert body["recipients"]["1"] == recipients_of(notice.tender.sections.get())
    assert body["platform_address"] == settings.QINGLIAN_BASE_URL
    assert [row["sha256"] for row in body["documents"]] == [row.sha256 for row in documents_of(notice)]
    assert body["sections"][0]["price_cap_fen"] == 1_780_000_000
    assert {row["outcome"] for row in body["verdicts"]} == {"met", "unverified"}
    hashes = {card.signed["document"]["guardian"]: card.document_hash for card in GuardianCard.objects.all()}
    assert {row["guardian"]: row["hash"] for row in body["cards"]} == hashes


def test_publish_notice_publishes_documents_rulebook_and_calendar():
    notice = tenders.published()
    body = body_of(notice)
    assert body["rulebook"] == rulebook.digest(on=ON.date())
    for name in (documents_of(notice)[0].sha256, body["rulebook"], body["calendar"]):
        assert blobs.public_path(name).is_file()
    assert blobs.read(body["rulebook"]) == rulebook.document(on=ON.date())


def test_publish_notice_names_no_natural_person():
    notice = tenders.published()
    told = str(Fact.objects.get(kind="notice-published/v1").fact)
    officer = people.Person.objects.get(pk=notice.prepared_by)
    assert officer.name not in told
    assert officer.login not in told


def test_publish_notice_discloses_what_led_to_it_once_numbered():
    notice = tenders.in_verification()
    sequence_once(at=AT)
    actions.publish_notice(notice, by=people.verifier(), at=ON)
    disclosed = Fact.objects.filter(disclosed_by__isnull=False).order_by("index").values_list("kind", flat=True)
    assert list(disclosed) == ["card-received/v1"] * 4 + ["notice-submitted/v1", "notice-approved/v1"]


@pytest.mark.meets("B-004")
def test_publish_notice_refuses_when_it_comes_too_late_for_twenty_days():
    notice = tenders.in_verification()
    with pytest.raises(NotValid) as refusal:
        actions.publish_notice(notice, by=people.verifier(), at=ON + timedelta(days=3))
    assert refusal.value.rule == "min_bid_period_days"
    assert Notice.objects.get(pk=notice.pk).state == "in_verification"


def test_publish_notice_issues_the_documents_no_earlier_than_itself():
    notice = tenders.published(on=ON + timedelta(days=1))
    assert notice.documents_from_at == ON + timedelta(days=1)


def test_publish_notice_needs_every_card():
    notice = tenders.in_verification()
    GuardianCard.objects.first().delete()
    with pytest.raises(NotValid) as refusal:
        actions.publish_notice(notice, by=people.verifier(), at=ON)
    assert refusal.value.rule == "guardian_cards_complete"


def test_publish_notice_waits_for_a_hold_and_for_the_tenderers_standing():
    notice = tenders.in_verification()
    supervisor = people.actor(people.supervisor())
    hold = actions.place_hold(notice.tender, cause="complaint", article="REG 62", reason="调查中", by=supervisor, at=AT)
    with pytest.raises(NotNow) as held:
        actions.publish_notice(notice, by=people.verifier(), at=ON)
    actions.lift_hold(hold, by=supervisor, at=AT)
    suspend_organisation(notice.tender.tenderer, cause="supervisor_order", reason="正在调查", by=people.admin(), at=AT)
    with pytest.raises(NotValid) as stopped:
        actions.publish_notice(notice, by=people.verifier(), at=ON)
    assert (held.value.rule, stopped.value.rule) == ("tender_on_hold", "own_tender_only")


def test_refuse_notice_returns_it_with_the_centres_reason():
    notice = tenders.in_verification()
    notice = actions.refuse_notice(notice, reason="附件缺清单", by=people.verifier(), at=ON)
    assert (notice.state, notice.returned_reason, notice.reviewed_by) == ("draft", "附件缺清单", "")


def test_publish_notice_twice_is_refused():
    notice = tenders.published()
    with pytest.raises(NotNow):
        actions.publish_notice(notice, by=people.verifier(), at=ON)
    assert Fact.objects.filter(kind="notice-published/v1").count() == 1


def amend(notice: Notice, *, at=None, **given) -> Notice:
    at = at or ON + timedelta(days=3)
    amended = tenders.in_verification(tenders.amendment_drafted(notice, at=at, **given), at=at)
    return actions.publish_notice(amended, by=people.verifier(), at=at)


@pytest.mark.meets("A-083", "B-015")
def test_amendment_is_the_next_version_complete_again():
    first = tenders.published()
    second = amend(first)
    third = amend(second, at=ON + timedelta(days=5))
    assert [(row.version, row.state) for row in published_versions(first.tender)] == [
        (3, "published"),
        (2, "superseded"),
        (1, "superseded"),
    ]
    body = body_of(third)
    assert (body["version"], body["notice_kind"], body["change"]) == (3, "amendment", "更正工程量清单第 0403 项。")
    assert [row["sha256"] for row in body["documents"]] == [row.sha256 for row in documents_of(first)]
    assert notice_in_force(first.tender) == third
    assert first.tender.sections.get().notice == third
    assert notice_for(first.tender.code, 1, asker=people.verifier()).deadline_at == tenders.DEADLINE


def test_superseded_version_keeps_the_verdicts_and_sections_that_it_published():
    first = tenders.published(qualification="在本市设立分公司")
    before = [(row.rule, row.outcome, row.finding) for row in verdicts_on(first, at=ON)]
    amend(first)
    first.refresh_from_db()
    assert [(row.rule, row.outcome, row.finding) for row in verdicts_on(first, at=ON)] == before
    assert [row.price_cap_fen for row in sections_stated(first)] == [1_780_000_000]


@pytest.mark.meets("A-082")
def test_amendment_can_be_changed_deleted_and_handed_in():
    first = tenders.published()
    draft = tenders.amendment_drafted(first)
    by = tenders.operator(first.tender)
    actions.delete_notice(draft, by=by, at=ON)
    draft = tenders.amendment_drafted(first)
    changed = replace(tenders.typed_of(draft), change="更正清单及图纸。")
    draft = actions.edit_notice(draft, typed=changed, by=by, at=ON)
    tenders.add_document(draft, by=by, title="澄清文件第 1 号")
    at = ON + timedelta(days=3)
    sent = actions.publish_notice(tenders.in_verification(draft, at=at), by=people.verifier(), at=at)
    assert notice_for(first.tender.code, 2, asker=ANYONE).change == sent.change == "更正清单及图纸。"
    assert [(row.title, row.version) for row in documents_of(draft)] == [("招标文件", 1), ("澄清文件第 1 号", 2)]


@pytest.mark.meets("B-012")
def test_amendment_that_affects_bids_within_fifteen_days_must_postpone():
    first = tenders.published()
    late = tenders.DEADLINE - timedelta(days=10)
    draft = tenders.amendment_drafted(first, days=0, at=late)
    with pytest.raises(NotValid) as refusal:
        tenders.in_review(draft, at=late)
    assert (refusal.value.rule, refusal.value.article) == ("postpone_when_late", "REG 21")
    typed = replace(tenders.typed_of(draft), deadline_at=tenders.DEADLINE + timedelta(days=5))
    draft = actions.edit_notice(draft, typed=typed, by=tenders.operator(first.tender), at=late)
    assert tenders.in_review(draft, at=late).state == "in_review"


def test_amendment_that_does_not_affect_bids_may_come_late():
    second = amend(tenders.published(), at=tenders.DEADLINE - timedelta(days=2), days=0, affects_bids=False)
    assert second.state == "published"


def test_amendment_never_brings_the_deadline_forward():
    draft = tenders.amendment_drafted(days=-1)
    with pytest.raises(NotValid) as refusal:
        tenders.in_review(draft, at=ON + timedelta(days=3))
    assert refusal.value.rule == "deadline_never_earlier"


def test_amendment_keeps_guardians_and_the_moment_of_issue():
    draft = tenders.amendment_drafted()
    by = tenders.operator(draft.tender)
    typed = tenders.typed_of(draft)
    for changed in (replace(typed, access={**typed.access, "mode": "B"}), replace(typed, documents_from_at=ON)):
        with pytest.raises(NotValid) as refusal:
            actions.edit_notice(draft, typed=changed, by=by, at=ON)
        assert refusal.value.rule == "access_unchanged"


def test_amendment_changes_cap_and_security_only_when_published():
    first = tenders.published()
    draft = tenders.amendment_drafted(first)
    changes = {"1": {"price_cap_fen": 1_750_000_000, "bid_security_fen": 30_000_000}}
    typed = replace(tenders.typed_of(draft), section_changes=changes)
    draft = actions.edit_notice(draft, typed=typed, by=tenders.operator(first.tender), at=ON)
    section = first.tender.sections.get()
    assert section.price_cap_fen == 1_780_000_000
    at = ON + timedelta(days=3)
    second = actions.publish_notice(tenders.in_verification(draft, at=at), by=people.verifier(), at=at)
    section.refresh_from_db()
    assert (section.price_cap_fen, section.bid_security_fen) == (1_750_000_000, 30_000_000)
    assert body_of(second)["sections"][0]["price_cap_fen"] == 1_750_000_000


def test_draft_amendment_needs_a_change_and_an_open_section():
    notice = tenders.published()
    by = tenders.operator(notice.tender)
    with pytest.raises(NotValid):
        actions.draft_amendment(notice.tender, change=" ", affects_bids=False, by=by, at=ON)
    tenders.closed(tenders.section(notice))
    with pytest.raises(NotNow):
        actions.draft_amendment(notice.tender, change="更正", affects_bids=False, by=by, at=tenders.DEADLINE)
    unpublished = tenders.drafted()
    with pytest.raises(NotNow):
        actions.draft_amendment(
            unpublished.tender, change="更正", affects_bids=False, by=tenders.operator(unpublished.tender), at=ON
        )


def test_amendment_after_the_deadline_passes_only_under_a_hold():
    first = tenders.published()
    before, after = tenders.DEADLINE - timedelta(hours=1), tenders.DEADLINE + timedelta(hours=1)
    draft = tenders.in_verification(tenders.amendment_drafted(first, at=before, days=20), at=before)
    with pytest.raises(NotNow) as refusal:
        actions.publish_notice(draft, by=people.verifier(), at=after)
    assert refusal.value.rule == "section.amend_notice"
    supervisor = people.actor(people.supervisor())
    actions.place_hold(first.tender, cause="complaint", article="REG 62", reason="调查中", by=supervisor, at=before)
    assert actions.publish_notice(draft, by=people.verifier(), at=after).state == "published"


def test_notice_package_is_complete_and_its_leaf_recomputes():
    section = tenders.section(mode="G+B")
    kit = notice_package(section)
    notice = kit["notice"]
    assert (
        fact_leaf(from_base64(notice["salt"], name="salt"), notice["fact"]).hex()
        == notice["leaf"]
        == section.notice.leaf
    )
    assert kit["opening"] == {
        "origin": settings.QINGLIAN_ORIGIN,
        "tender": section.tender.code,
        "section": "1",
        "round": 1,
    }
    assert {card["document"]["guardian"] for card in kit["cards"]} == set(recipients_of(section))
    assert (kit["type"], kit["max_bytes"], kit["price_cap_fen"]) == (
        "sealing-kit/v1",
        settings.QINGLIAN_MAX_BID_BYTES,
        1_780_000_000,
    )
    assert [row["guardian"] for row in kit["policy"]["guardians"]] == sorted(
        recipients_of(section), key=lambda one: int(one[4:])
    )


def test_notice_package_does_not_exist_before_the_publication():
    notice = tenders.drafted()
    with pytest.raises(NotNow):
        notice_package(notice.tender.sections.get())
