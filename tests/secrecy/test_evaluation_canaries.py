"""Before the award nobody learns who is behind a blind code, what another member wrote, or where a technical file comes from."""

import json

import pypdfium2
import pytest
from django.test import Client

from qinglian.domain.evaluation import actions, queries
from qinglian.record import blobs
from qinglian.record.models import Fact, Secrecy
from tests.factories import evaluation, people
from tests.factories.evaluation import AT

pytestmark = pytest.mark.django_db
CANARY = "金丝雀七四一：不合格的依据"


def everything_told(table: evaluation.Table, *, but_seat: int = 0) -> str:
    """This will return all that the API tells: every seat but one, host, supervisor and the public."""
    address = f"/api/evaluation/sections/{table.room.section.tender.code}/1"
    staff = [
        people.sign_in(Client(), people.person(people.centre(), "centre_host")),
        people.sign_in(Client(), people.person(people.organisation(kinds=("supervisor",)), "supervisor")),
    ]
    told = [client.get(address).content.decode() for client in (Client(), *staff)]
    for seat, credential in table.credentials.items():
        if seat != but_seat:
            told.append(Client(headers={"x-seat": credential}).get("/api/evaluation/seat").content.decode())
    told += [json.dumps(fact, ensure_ascii=False) for fact in open_facts()]
    return "\n".join(told)


def open_facts() -> list[dict[str, object]]:
    """This will list the session's open facts as the feed publishes them."""
    rows = Fact.objects.filter(secrecy=Secrecy.OPEN, fact__body__session__isnull=False)
    return list(rows.values_list("fact", flat=True))


def test_nobody_sees_anothers_sheet_before_all_have_locked() -> None:
    table = evaluation.reviewing()
    rows = evaluation.review_rows(table)
    rows["1"]["unqualified"] = {"pass": False, "evidence": CANARY}
    actions.save_sheet(table.member(3), kind="review", rows=rows, at=AT)
    assert CANARY in everything_told(table)  # the author's own view has it: the search works
    assert CANARY not in everything_told(table, but_seat=3)
    actions.lock_sheet(table.member(3), evaluation.signed_sheet(table, 3, "review", rows), at=AT)
    assert CANARY not in everything_told(table, but_seat=3)


def test_blind_codes_name_no_bidder_while_technical_sheets_are_open() -> None:
    table = evaluation.reviewing()
    names = [owner.name for owner, _ in table.room.bidders]
    assert all(name in everything_told(table) for name in names)  # the review is not blind: the search works
    evaluation.lock_all(table, "review")
    told = everything_told(table)
    ids = [owner.pk for owner, _ in table.room.bidders]
    assert [word for word in (*names, *ids, "170000", "170100", "170200") if word in told] == []
    codes = [bid.key for bid in queries.seat_view(table.member(1)).bids]
    assert all(code in told for code in codes)
    tables = json.dumps(
        [list(model.objects.values()) for model in (queries.finding.Session, queries.finding.Member)], default=str
    )
    assert [code for code in codes if code in tables] == []


def test_a_technical_file_is_not_shown_under_its_own_name_or_before_its_stage() -> None:
    table = evaluation.reviewing()
    seat = queries.seat_view(table.member(2))
    assert {part for bid in seat.bids for part, _ in bid.files} == {"business"}
    evaluation.lock_all(table, "review")
    shown = [file.name for bid in queries.seat_view(table.member(2)).bids for _, file in bid.files]
    assert shown == ["技术文件 1.pdf"] * 3


def test_sealed_facts_of_the_session_are_not_in_the_feed() -> None:
    table = evaluation.finished()
    kinds = {fact["kind"] for fact in open_facts()}
    assert kinds == {
        "session-opened/v1",
        "session-shares-released/v1",
        "files-unsealed/v1",
        "review-started/v1",
        "evaluation-finished/v1",
    }
    assert "seat" not in json.dumps([fact["body"] for fact in open_facts()]).replace("seated", "")
    assert table.session.disclosed_at is None


def test_the_words_of_a_clarification_are_in_no_report_and_no_disclosed_fact() -> None:
    """An answer may tell how a price is made up. Report and facts are public in the end; the words are not."""
    table = evaluation.reviewing()
    asked = actions.ask_clarification(table.member(1), number=1, question="请说明报价构成。", minutes=30, at=AT)
    actions.answer_clarification(evaluation.answer_of(table, asked, table.room.bidders[0], CANARY), at=AT)
    assert CANARY in everything_told(table)  # the committee reads it: the search works
    evaluation.disclosed(evaluation.finished(evaluation.summarised(table)))
    assert CANARY not in json.dumps(list(Fact.objects.values_list("fact", flat=True)), ensure_ascii=False)
    pages = pypdfium2.PdfDocument(blobs.read(table.session.result.report_blob))
    report = "".join(page.get_textpage().get_text_range() for page in pages).replace("\r\n", "")
    assert "请说明报价构成" in report
    assert CANARY not in report
