"""Seeds of several parties: committed once, told together, and what one withholds the guardians tell (docs/protocol.md 10)."""

from datetime import timedelta

import pytest

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Seed, SeedShare
from qinglian.domain.tenders.queries import combined_seed_of, deposits_due, epoch_of, may_reveal, seeds_of
from qinglian.law.actor import TIMETABLE
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.record import blobs
from qinglian.record.models import Fact
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.documents import sign_document
from qinglian.trust.lots import combined_seed
from tests.factories import people, seeds, tenders

pytestmark = pytest.mark.django_db
AT, LATER = seeds.AT, seeds.AT + timedelta(days=30)


@pytest.fixture
def room():
    """A draft section that draws a coefficient, and the guardians who hold its keys."""
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    notice = tenders.drafted(tender, access=tenders.access_with(holders))
    tenders.hand_in_cards(notice, [one for held in holders.values() for one in held], epoch=1)
    return seeds.drawing(notice), holders


def states(section, purpose="coefficient"):
    scope = seeds.scope_of(section, purpose)
    return [row.state for row in seeds_of(section, purpose=purpose, scope=scope)]


def combined(section, purpose="coefficient"):
    return combined_seed_of(section, purpose=purpose, scope=seeds.scope_of(section, purpose))


def test_commit_seed_keeps_the_deposit_and_says_so_openly():
    section = seeds.drawing()
    made = seeds.committed(section, "tenderer")
    fact = Fact.objects.get(kind="seed-committed/v1")
    deposit = jcs(made.handed_in["deposit"])
    about = {name: made.handed_in[name] for name in ("purpose", "scope", "party", "commitment")}
    assert (fact.secrecy, fact.subject) == ("open", f"tender:{section.tender.code}")
    assert fact.fact["body"] == about | {"section": "1", "round": 1, "deposit": sha256(deposit).hex()}
    assert blobs.public_path(fact.fact["body"]["deposit"]).read_bytes() == deposit
    assert states(section) == ["committed", "missing"]
    assert combined(section) is None


def test_seeds_combine_once_every_party_has_revealed():
    section = seeds.drawing()
    parties = [seeds.committed(section, name) for name in ("tenderer", "centre")]
    seeds.closed(section)
    seeds.reveal(section, parties[0])
    assert (states(section), combined(section)) == (["revealed", "committed"], None)
    seeds.reveal(section, parties[1])
    expected = combined_seed("coefficient", seeds.scope_of(section), [one.seed for one in parties])
    assert combined(section) == expected
    facts = Fact.objects.filter(kind="seed-revealed/v1").order_by("pk")
    assert [(row.fact["body"]["seed"], row.fact["body"]["how"]) for row in facts] == [
        (one.seed.hex(), "party") for one in parties
    ]


def test_commit_seed_is_each_partys_own_matter():
    section = seeds.drawing()
    outsider = people.actor(people.person(people.organisation(kinds=("tenderer",)), "buyer_operator"))
    for name, by in (
        ("tenderer", seeds.actor_for(section, "centre")),
        ("centre", seeds.actor_for(section, "tenderer")),
        ("tenderer", outsider),
        ("supervisor", seeds.actor_for(section, "supervisor")),  # a coefficient has two parties
        ("notifier", seeds.actor_for(section, "tenderer")),
    ):
        about = seeds.party(section, "tenderer").handed_in | {"party": name}
        with pytest.raises(NotAllowed) as refusal:
            actions.commit_seed(section, **about, by=by, at=AT)
        assert (refusal.value.rule, refusal.value.article) == ("seed_by_party", "REG 46")
    assert Seed.objects.count() == 0


def test_commit_seed_counts_once_in_a_scope():
    section = seeds.drawing()
    seeds.committed(section, "tenderer")
    again = seeds.party(section, "tenderer", seed=bytes(32))
    with pytest.raises(NotNow) as refusal:
        actions.commit_seed(section, **again.handed_in, by=again.by, at=AT)
    assert refusal.value.rule == "seed_counts_once"


def other_access(section):
    """The buyer's draft now wants both guardians of the first group."""
    notice = section.tender.notices.get()
    notice.access["groups"][0]["threshold"] = 2
    notice.save()


def test_commit_seed_anew_counts_when_the_guardians_of_a_draft_changed(room):
    section, _ = room
    first = seeds.committed(section, "tenderer")
    seeds.committed(section, "centre")
    other_access(section)
    again = seeds.committed(section, "tenderer", seed=bytes(32))
    assert Fact.objects.filter(kind="seed-committed/v1", fact__body__party="tenderer").count() == 2
    told = seeds_of(section, purpose="coefficient", scope=seeds.scope_of(section))
    assert told[0].commitment == again.handed_in["commitment"]
    third = seeds.party(section, "tenderer", seed=bytes([1]) * 32)
    with pytest.raises(NotNow):  # the newer one fits: it is not exchanged
        actions.commit_seed(section, **third.handed_in, by=third.by, at=AT)
    seeds.closed(section)
    with pytest.raises(NotValid):
        seeds.reveal(section, first)
    assert seeds.reveal(section, again).commitment == again.handed_in["commitment"]


def test_commit_seed_anew_does_not_bring_an_old_commitment_back(room):
    section, _ = room
    first = seeds.committed(section, "tenderer")
    other_access(section)
    replay = seeds.party(section, "tenderer", seed=first.seed)
    with pytest.raises(NotValid) as refusal:
        actions.commit_seed(section, **replay.handed_in, by=replay.by, at=AT)
    assert refusal.value.rule == "seed_counts_once"


def test_commit_seed_refuses_a_commitment_that_was_used_before():
    """Whoever replays a commitment of an earlier scope could know what it holds."""
    section = seeds.drawing()
    first, second = seeds.committed(section, "tenderer"), seeds.party(section, "centre")
    replay = {"commitment": first.handed_in["commitment"]}
    with pytest.raises(NotValid) as refusal:
        actions.commit_seed(section, **(second.handed_in | replay), by=second.by, at=AT)
    assert refusal.value.rule == "seed_counts_once"


def test_commit_seed_refuses_another_scope_or_deposit():
    section = seeds.drawing()
    made = seeds.party(section, "tenderer")
    other = seeds.party(section, "tenderer", seed=bytes(32)).handed_in["deposit"]
    scope = made.handed_in["scope"]
    for changes in (
        {"scope": scope | {"round": 2}},
        {"scope": scope | {"tender": "JC-2026-9999"}},
        {"scope": scope | {"draw": 1}},
        {"purpose": "lunch"},
        {"commitment": "ab" * 32},
        {"deposit": other},
        {"deposit": None},
        {"deposit": made.handed_in["deposit"] | {"commitments": {}}},
    ):
        with pytest.raises(NotValid) as refusal:
            actions.commit_seed(section, **(made.handed_in | changes), by=made.by, at=AT)
        assert refusal.value.rule == "seed_fits"


def test_commit_seed_has_its_time():
    section = seeds.drawing()
    made, drawn = seeds.party(section, "tenderer"), seeds.party(section, "tenderer", purpose="draw")
    with pytest.raises(NotNow) as refusal:
        actions.commit_seed(section, **drawn.handed_in, by=drawn.by, at=AT)
    assert refusal.value.rule == "seed_committed_in_time"
    seeds.closed(section)
    with pytest.raises(NotNow):
        actions.commit_seed(section, **made.handed_in, by=made.by, at=AT)


def test_commit_seed_wants_terms_that_draw_and_guardians_who_keep():
    notice = tenders.drafted()
    section = seeds.drawing(notice)
    made = seeds.party(section, "tenderer")
    section.evaluation["price"]["formula"] = "trimmed_mean"
    section.save()
    with pytest.raises(NotNow):
        actions.commit_seed(section, **made.handed_in, by=made.by, at=AT)
    section = seeds.drawing(notice)
    notice.access = {}
    notice.save()
    with pytest.raises(NotNow) as refusal:
        actions.commit_seed(section, **made.handed_in, by=made.by, at=AT)
    assert refusal.value.rule == "seed_fits"


def test_reveal_seed_of_a_coefficient_waits_for_the_closing():
    section = seeds.drawing()
    made = seeds.committed(section, "tenderer")
    seeds.committed(section, "centre")
    with pytest.raises(NotNow) as refusal:
        seeds.reveal(section, made)
    assert refusal.value.rule == "seed_revealed_in_time"
    assert seeds.reveal(seeds.closed(section), made).how == "party"


def test_reveal_seed_of_a_draw_waits_for_all_three():
    section = seeds.closed(seeds.drawing())
    made = seeds.committed(section, "tenderer", purpose="draw")
    seeds.committed(section, "centre", purpose="draw")
    with pytest.raises(NotNow):
        seeds.reveal(section, made)
    seeds.committed(section, "supervisor", purpose="draw")
    assert may_reveal(section, purpose="draw", scope=seeds.scope_of(section, "draw"))
    seeds.reveal(section, made)
    assert states(section, "draw") == ["revealed", "committed", "committed"]


def test_reveal_seed_refuses_another_seed_another_party_and_a_second_time():
    section = seeds.drawing()
    made = seeds.committed(section, "tenderer")
    centre = seeds.actor_for(section, "centre")
    with pytest.raises(NotNow):
        seeds.reveal(section, made, party="centre", by=centre)
    other = seeds.committed(section, "centre")
    seeds.closed(section)
    for changes in ({"seed": bytes(32)}, {"seed": b"short"}, {"seed": other.seed}):
        with pytest.raises(NotValid) as refusal:
            seeds.reveal(section, made, **changes)
        assert refusal.value.rule == "seed_fits"
    with pytest.raises(NotAllowed):
        seeds.reveal(section, made, by=centre)
    seeds.reveal(section, made)
    with pytest.raises(NotNow) as again:
        seeds.reveal(section, made)
    assert again.value.rule == "seed_counts_once"


def test_a_withheld_seed_is_told_by_the_guardians_and_decides_as_if_revealed(room):
    section, holders = room
    tenderer, centre = (seeds.committed(section, name) for name in ("tenderer", "centre"))
    holder, other = holders["supervision"][0], holders["trade"][0]
    guardians = [holder.id]
    assert deposits_due(guardians, at=LATER) == []
    seeds.reveal(seeds.closed(section), tenderer)
    assert [row.party for row in deposits_due(guardians, at=LATER)] == ["centre"]
    assert epoch_of(Seed.objects.get(party="centre"), guardian=holder.id) == 1

    for one in (holder, other):
        signed = released(section, centre, one)
        row = actions.release_seed_share(signed, at=LATER)
        assert actions.release_seed_share(signed, at=LATER) == row
        assert actions.settle_seeds(at=LATER) == (one is other)
    assert actions.settle_seeds(at=LATER) == 0
    assert deposits_due(guardians, at=LATER) == []
    expected = combined_seed("coefficient", seeds.scope_of(section), [tenderer.seed, centre.seed])
    assert combined(section) == expected
    fact = Fact.objects.get(kind="seed-revealed/v1", fact__body__party="centre").fact
    assert (fact["by"], fact["body"]["how"]) == ("timetable", "deposit")
    assert [row.fact["by"] for row in Fact.objects.filter(kind="seed-share-released/v1").order_by("pk")] == [
        holder.key.organisation_id, other.key.organisation_id,
    ]  # fmt: skip


def released(section, made, holder, **about):
    signed = seeds.released(section, made, holder, epoch=1)
    return sign_document(holder.master, signed["document"] | about) if about else signed


def test_a_deposit_of_another_seed_fails_its_party_and_the_other_seeds_decide(room):
    section, holders = room
    tenderer = seeds.committed(section, "tenderer")
    false = seeds.party(section, "centre")
    false.handed_in["deposit"] = seeds.party(section, "centre", seed=bytes(32)).handed_in["deposit"] | {
        "commitment": false.handed_in["commitment"]
    }
    actions.commit_seed(section, **false.handed_in, by=false.by, at=AT)
    seeds.reveal(seeds.closed(section), tenderer)
    for holder in (holders["supervision"][1], holders["trade"][1]):
        actions.release_seed_share(released(section, false, holder), at=LATER)
    assert actions.settle_seeds(at=LATER) == 1
    assert states(section) == ["revealed", "failed"]
    assert combined(section) == combined_seed("coefficient", seeds.scope_of(section), [tenderer.seed])
    body = Fact.objects.get(kind="seed-failed/v1").fact["body"]
    assert (body["party"], body["reason"]) == ("centre", "seed_mismatch")
    with pytest.raises(NotNow):
        seeds.reveal(section, false)


def test_envelopes_that_do_not_open_fail_their_party(room):
    section, holders = room
    false = seeds.party(section, "centre")
    for holder in holders["trade"]:
        false.handed_in["deposit"]["envelopes"][holder.id] = "bm90aGluZw=="
    actions.commit_seed(section, **false.handed_in, by=false.by, at=AT)
    seeds.committed(section, "tenderer")
    seeds.closed(section)
    for holder in holders["trade"]:
        actions.release_seed_share(released(section, false, holder), at=LATER)
    assert actions.settle_seed(Seed.objects.get(party="centre"), by=TIMETABLE, at=LATER)
    assert Seed.objects.get(party="centre").failed == "envelope_unopenable"


def test_release_seed_share_refuses_what_is_not_its_guardians(room):
    section, holders = room
    made = seeds.committed(section, "centre")
    first, second = holders["trade"]
    with pytest.raises(NotNow):
        actions.release_seed_share(released(section, made, first), at=LATER)
    seeds.committed(section, "tenderer")
    seeds.closed(section)
    stolen = sign_document(second.master, released(section, made, first)["document"])
    with pytest.raises(NotAllowed) as refusal:
        actions.release_seed_share(stolen, at=LATER)
    assert refusal.value.rule == "seed_by_party"
    for about in ({"share": "AAAA"}, {"salt": None}, {"type": "release/v1"}):
        with pytest.raises(NotValid):
            actions.release_seed_share(released(section, made, first, **about), at=LATER)
    with pytest.raises(NotNow):
        actions.release_seed_share(released(section, made, first, party="supervisor"), at=LATER)
    for malformed in (None, {}, {"document": {}}):
        with pytest.raises(NotValid):
            actions.release_seed_share(malformed, at=LATER)
    assert SeedShare.objects.count() == 0
