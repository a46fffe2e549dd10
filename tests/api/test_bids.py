"""The API of bids: packages by their raw bytes, receipts by hash, releases, the hall, the record."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from qinglian.domain.bids import actions
from qinglian.domain.bids.models import SealedBid
from qinglian.domain.people.models import Organisation
from qinglian.trust.documents import open_document, sign_document
from tests.clock import TestClock
from tests.factories import bids, people

pytestmark = pytest.mark.django_db


@pytest.fixture
def api() -> Client:
    """This will speak English to the API."""
    return Client(headers={"accept-language": "en"})


def send(api: Client, package: bytes, **extra: Any) -> Any:
    """This will hand in a package."""
    return api.post("/api/bids/packages", package, content_type="application/octet-stream", **extra)


def post(api: Client, path: str, body: Any) -> Any:
    """This will post JSON."""
    return api.post(f"/api/bids{path}", json.dumps(body), content_type="application/json")


@pytest.mark.meets("A-091", "A-101")
def test_package_is_answered_by_its_receipt(api: Client, clock: TestClock) -> None:
    where, owner = bids.room(), people.bidder()
    clock.set(bids.BEFORE)
    answer = send(api, bids.sealed(where, owner))
    assert answer.status_code == 201, answer.content
    document, _ = open_document(answer.json(), "bid-receipt/v1")
    assert document["manifest"] == SealedBid.objects.get().manifest_hash
    again = api.get(f"/api/bids/receipts/{document['manifest']}").json()
    assert again == {"state": "in_force", "receipt": answer.json(), "withdrawal": None}


@pytest.mark.meets("A-093", "A-092")
def test_package_at_the_deadline_is_refused(api: Client, clock: TestClock) -> None:
    where, owner = bids.room(), people.bidder()
    package = bids.sealed(where, owner)
    clock.set(bids.DEADLINE)
    answer = send(api, package)
    problem = answer.json()
    assert (answer.status_code, problem["rule"], problem["article"]) == (409, "late_bid_refused", "ZTB 28; REG 36")
    assert problem["next_step"]
    assert not SealedBid.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "rule"),
    [
        (lambda package: package[:-1], 422, "bid_whole"),
        (lambda package: package + b"x", 422, "bid_whole"),
        (lambda package: b"PK" + package, 422, "bid_whole"),
    ],
)
def test_package_that_is_not_whole_is_refused(
    api: Client, clock: TestClock, change: Any, status: int, rule: str
) -> None:
    where, owner = bids.room(), people.bidder()
    clock.set(bids.BEFORE)
    answer = send(api, change(bids.sealed(where, owner)))
    assert (answer.status_code, answer.json()["rule"]) == (status, rule)
    assert not SealedBid.objects.exists()


def test_package_of_another_type_or_length_is_refused_unread(api: Client) -> None:
    assert api.post("/api/bids/packages", b"x", content_type="text/plain").status_code == 415
    huge = send(api, b"x", headers={"content-length": str(10**12)})
    assert (huge.status_code, huge.json()["rule"]) == (413, "bid_max_bytes")


def test_package_twice_is_refused(api: Client, clock: TestClock) -> None:
    where, owner = bids.room(), people.bidder()
    clock.set(bids.BEFORE)
    package = bids.sealed(where, owner)
    send(api, package)
    answer = send(api, package)
    assert (answer.status_code, answer.json()["rule"]) == (409, "bid_counts_once")


@pytest.mark.meets("A-099")
def test_withdrawal_is_answered_by_its_receipt(api: Client, clock: TestClock) -> None:
    where, owner = bids.room(), people.bidder()
    clock.set(bids.BEFORE)
    bids.received(where, owner)
    answer = post(api, "/withdrawals", bids.withdrawal(where, owner))
    assert answer.status_code == 201, answer.content
    manifest = where.heads[owner[0].pk].hash
    found = api.get(f"/api/bids/receipts/{manifest}").json()
    assert (found["state"], found["withdrawal"]) == ("withdrawn", answer.json())


def test_receipt_of_an_unknown_manifest_is_not_found(api: Client) -> None:
    assert api.get(f"/api/bids/receipts/{'ab' * 32}").status_code == 404
    assert api.get("/api/bids/receipts/xyz").status_code == 422


def test_receipt_proof_comes_when_the_leaf_is_in_the_log(api: Client) -> None:
    where = bids.with_bids(1)
    manifest = next(iter(where.heads.values())).hash
    early = api.get(f"/api/bids/receipts/{manifest}/proof")
    assert (early.status_code, early.json()["rule"]) == (409, "record.sequence")
    bids.cosign_everything()
    assert api.get(f"/api/bids/receipts/{manifest}/proof").content.startswith(b"c2sp.org/tlog-proof@v1\n")


@pytest.mark.meets("A-107")
def test_hall_before_the_deadline_tells_no_bidder_and_no_number(api: Client, clock: TestClock) -> None:
    where = bids.with_bids(4, mode="G+B")
    clock.set(bids.DEADLINE - timedelta(seconds=1))
    code = where.section.tender.code
    shown = api.get(f"/api/bids/openings/{code}/1").json()
    assert (shown["stage"], shown["progress"], shown["log"], shown["own"]) == ("bidding", None, [], None)
    table = api.get(f"/api/bids/openings/{code}/1/read-out").json()
    assert (table["total"], table["rows"], table["chart"]["n"]) == (0, [], 0)
    assert api.get(f"/api/bids/openings/{code}/1/bundle").status_code == 409


@pytest.mark.meets("A-111", "A-113", "B-019")
def test_opening_through_the_api_reads_out_every_bid(api: Client, clock: TestClock) -> None:
    where = bids.releasing(3)
    code = where.section.tender.code
    clock.set(bids.DEADLINE + timedelta(minutes=1))
    for group in ("supervision", "trade"):
        answer = post(api, "/releases", bids.release_of(where, where.holders[group][0]))
        assert answer.status_code == 201, answer.content
    assert answer.json()["is_public"] is True
    actions.open_bids(where.closing, at=clock.now)
    shown = api.get(f"/api/bids/openings/{code}/1").json()
    assert (shown["stage"], shown["progress"]["opened"]) == ("read_out", 3)
    rows = api.get(f"/api/bids/openings/{code}/1/read-out?sort=-price").json()["rows"]
    assert [row["price_fen"] for row in rows] == [1_702_000_000, 1_701_000_000, 1_700_000_000]
    assert [row["status"] for row in rows] == ["opened"] * 3


def test_bundle_names_each_bid_and_the_envelope_for_the_guardian(api: Client) -> None:
    where = bids.releasing(3)
    holder, code = where.holders["trade"][0], where.section.tender.code
    bundle = api.get(f"/api/bids/openings/{code}/1/bundle?guardian={holder.id}").json()
    assert sorted(bundle) == ["bids", "closed", "list"]
    assert [bid["manifest"]["document"]["type"] for bid in bundle["bids"]] == ["bid-manifest/v1"] * 3
    assert bundle["closed"]["fact"]["body"]["root"] == where.closing.root
    assert api.get(f"/api/bids/openings/{code}/1/bundle?guardian=grd-999").status_code == 404
    whole = api.get(f"/api/bids/openings/{code}/1/bundle?heads=true").json()
    assert sorted(whole["bids"][0]["head"]) == ["envelopes", "manifest"]


def test_hall_answers_304_until_something_happens(api: Client, clock: TestClock) -> None:
    where = bids.released(3)
    clock.set(bids.DEADLINE + timedelta(minutes=2))
    address = f"/api/bids/openings/{where.section.tender.code}/1"
    first = api.get(address)
    assert api.get(address, headers={"if-none-match": first["ETag"]}).status_code == 304
    actions.open_bids(where.closing, at=clock.now)
    second = api.get(address, headers={"if-none-match": first["ETag"]})
    assert (second.status_code, second["ETag"] != first["ETag"]) == (200, True)


def test_read_out_csv_keeps_formulas_from_running(api: Client) -> None:
    where = bids.opened(3)
    Organisation.objects.filter(pk=where.bidders[0][0].pk).update(name="=HYPERLINK(1)")
    text = api.get(f"/api/bids/openings/{where.section.tender.code}/1/read-out.csv").content.decode("utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 4
    assert lines[1].split(",")[:2] == ["1", "'=HYPERLINK(1)"]


@pytest.mark.meets("A-106")
def test_bidder_acts_by_signed_documents_without_a_session(api: Client, clock: TestClock) -> None:
    where = bids.with_bids(3, mode="G+B", signed_in=False)
    clock.set(bids.DEADLINE - timedelta(minutes=10))
    for organisation, master in where.bidders:
        document = {"type": "opening-sign-in/v1", "opening": where.opening, "bidder": organisation.pk}
        signed = sign_document(master, document | {"manifest": where.heads[organisation.pk].hash})
        assert post(api, "/acts", signed).status_code == 204
    assert SealedBid.objects.filter(signed_in_at=clock.now).count() == 3


def test_acts_refuses_other_documents(api: Client) -> None:
    organisation, master = people.bidder()
    answer = post(api, "/acts", sign_document(master, {"type": "bid-withdrawal/v1", "bidder": organisation.pk}))
    assert (answer.status_code, answer.json()["rule"]) == (422, "field_form")


@pytest.mark.meets("A-114")
def test_record_is_shown_and_signed_through_the_api(api: Client, clock: TestClock) -> None:
    where = bids.opened(3)
    clock.set(bids.DEADLINE + timedelta(minutes=20))
    code = where.section.tender.code
    assert api.get(f"/api/bids/openings/{code}/1/record").status_code == 404
    actions.make_opening_record(where.closing, by=bids.host(), at=clock.now)
    record = api.get(f"/api/bids/openings/{code}/1/record").json()
    assert [row["sheet"]["price_fen"] for row in record["rows"]] == [1_700_000_000, 1_701_000_000, 1_702_000_000]
    shown = api.get(f"/api/bids/openings/{code}/1").json()["record"]
    organisation, master = where.bidders[0]
    document = {"type": "opening-record-signature/v1", "opening": where.opening, "bidder": organisation.pk}
    answer = post(api, "/record-signatures", sign_document(master, document | {"record": shown["document"]}))
    assert (answer.status_code, answer.json()["bidder_signatures"]) == (201, 1)


def test_acts_of_staff_need_a_session(api: Client) -> None:
    where = bids.opened(3)
    code = where.section.tender.code
    for path in (f"/openings/{code}/1/record", f"/openings/{code}/1/confirmation", f"/openings/{code}/1/sign-in"):
        assert post(api, path, {}).status_code == 401
