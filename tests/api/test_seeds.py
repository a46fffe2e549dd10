"""Seeds through the API: two parties commit and one reveals, guardians tell the other's, strangers read along."""

import pytest
from django.test import Client

from qinglian.domain.tenders import actions
from qinglian.domain.tenders.models import Seed
from qinglian.domain.tenders.queries import pinned_guardians
from qinglian.record.policy import current_policy
from qinglian.trust.canonical import fact_leaf
from qinglian.trust.policy import read_policy
from qinglian.trust.proof import verify_proof
from qinglian.trust.strict import from_base64
from tests.api.test_tenders import get, post
from tests.clock import TestClock
from tests.factories import experts, people, seeds, tenders
from tests.factories.record import sequence_all

pytestmark = pytest.mark.django_db


def test_seeds_are_committed_revealed_and_released_through_the_api(clock: TestClock):
    clock.set(seeds.AT)
    tender = tenders.created()
    holders = tenders.guardians(tender.tenderer)
    notice = tenders.drafted(tender, access=tenders.access_with(holders))
    tenders.hand_in_cards(notice, [one for held in holders.values() for one in held])
    section = seeds.drawing(tenders.in_verification(notice))
    parties = {name: seeds.party(section, name) for name in ("tenderer", "centre")}
    clients = {
        "tenderer": people.sign_in(Client(), people.person(tender.tenderer, "buyer_operator")),
        "centre": people.sign_in(Client(), people.staff("centre_host")),
    }
    path = f"/tenders/{tender.code}/sections/1"
    get(Client(), f"{path}/seeds", status=404)
    lot = get(clients["centre"], f"{path}/lot")
    assert set(lot["recipients"]) == {one.id for held in holders.values() for one in held}
    assert all(card["document"]["recipients"]["lots"] in lot["recipients"].values() for card in lot["cards"])

    for name, made in parties.items():
        post(clients[name], f"{path}/seeds", made.handed_in, status=201)
    assert post(clients["tenderer"], f"{path}/seeds", parties["tenderer"].handed_in, status=409)["rule"] == (
        "seed_counts_once"
    )
    assert post(clients["tenderer"], f"{path}/seeds", parties["centre"].handed_in, status=403)["rule"] == (
        "seed_by_party"
    )
    seeds.closed(section)
    told = {name: parties["tenderer"].handed_in[name] for name in ("purpose", "scope", "party")}
    assert post(clients["tenderer"], f"{path}/seeds/reveal", told | {"seed": "00" * 32}, status=422)["rule"] == (
        "seed_fits"
    )
    shown = post(clients["tenderer"], f"{path}/seeds/reveal", told | {"seed": parties["tenderer"].seed.hex()})
    assert (shown["seed"], shown["how"]) == (parties["tenderer"].seed.hex(), "party")

    commitment = parties["centre"].handed_in["commitment"]
    for group in ("supervision", "trade"):
        holder = holders[group][0]
        bundle = get(Client(), f"/tenders/seeds/{commitment}/deposit?guardian={holder.id}")
        assert (bundle["deposit"], bundle["epoch"], bundle["is_due"]) == (
            parties["centre"].handed_in["deposit"],
            0,
            True,
        )
        signed = seeds.released(section, parties["centre"], holder)
        assert post(Client(), "/tenders/seed-shares", signed, status=201)["guardian"] == holder.id
    assert actions.settle_seeds(at=seeds.AT) == 1
    listed = get(clients["centre"], f"{path}/seeds")
    assert [(row["party"], row["how"]) for row in listed] == [("tenderer", "party"), ("centre", "deposit")]
    assert Seed.objects.get(party="centre").seed == parties["centre"].seed.hex()


def test_evidence_proves_the_closing_and_every_commitment_once_the_log_has_them(clock: TestClock):
    hall = experts.seeded(parties=("tenderer",))
    section = hall.room.section
    clock.set(experts.AT)
    path = f"/tenders/{section.tender.code}/sections/1/seeds/evidence"
    assert get(Client(), path, status=409)["rule"] == "record.sequence"
    sequence_all(experts.AT)
    shown = get(Client(), path)
    bodies = [row["fact"]["body"] for row in shown]
    assert [row["fact"]["kind"] for row in shown] == ["section-closed/v1", *["seed-committed/v1"] * 3]
    assert bodies[0]["root"] == hall.room.closing.root
    assert [body["party"] for body in bodies[1:]] == list(experts.PARTIES)
    policy = read_policy(current_policy(pinned_guardians(experts.AT)))
    places = [
        verify_proof(row["proof"], leaf=fact_leaf(from_base64(row["salt"], name="salt"), row["fact"]), policy=policy)[0]
        for row in shown
    ]
    assert places == sorted(places)
