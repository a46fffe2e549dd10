"""Canaries of a draw and an evaluation, looked for everywhere and as everybody, before and after the award (ZTB 37, 44).

Names, units and telephone numbers of the whole register, the technical files, what a member wrote as evidence, a dissent. Until the
award nobody is told any of it; with the award exactly the names of those who sat are public. The register itself has its readers.
"""

import io
import json
import logging
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client

from qinglian.config.logs import DiscreetFormatter
from qinglian.domain.evaluation import actions
from qinglian.domain.evaluation.queries import sheets_by_kind
from qinglian.domain.experts.models import Expert
from qinglian.law.evaluation.terms import default_terms
from qinglian.record.clock import simulated_at
from qinglian.trust.seal import BidFile
from tests.factories import bids, contracts, evaluation, experts, panels, people
from tests.factories.evaluation import AT
from tests.factories.panels import Panel
from tests.factories.record import sequence_all
from tests.house.world import World, built
from tests.secrecy.crawl import Told, everything, searched, unpacked
from tests.secrecy.traces import files_below, is_in

NAME, UNIT, PHONE = "鸑鷟", "鹓鶵", "1397531"  # with the expert's number behind
TECHNICAL, EVIDENCE, DISSENT = "獬豸九章方案", "狴犴所记的依据", "螭吻的不同意见"
REGISTER = (NAME, UNIT, PHONE)
WORK = (TECHNICAL, EVIDENCE, DISSENT)

# Who may read the register, and where: its keeper and supervisors; of a draw's roster also guardians of the supervision group.
REGISTER_READERS = (
    (re.compile(r"/centre/experts/.*"), ("expert_officer", "supervisor"), REGISTER),
    (re.compile(r"/api/experts/register.*"), ("expert_officer", "supervisor"), REGISTER),
    (re.compile(r"/api/experts/draws/[^/]+/[^/]+/roster.*"), ("supervisor", "guardian"), (NAME, UNIT)),
)
WRITER = 3  # the seat of who wrote the evidence


def may_hold(told: Told, secret: str) -> bool:
    """This will say whether this answer may hold this secret at any time."""
    return any(
        path.fullmatch(told.path) and told.role in roles and secret in secrets
        for path, roles, secrets in REGISTER_READERS
    )


def drawn_panel() -> Panel:
    """This will draw from a register of canaries for bids with canary technical files."""
    for number in range(1, 19):
        experts.admitted(
            number, name=f"{NAME}{number:03d}", unit=f"{UNIT}{number:03d}设计院", phone=f"{PHONE}{number:04d}"
        )
    terms = default_terms("comprehensive_scoring", "works") | {"abnormally_low": None}
    where = bids.room(terms=terms)
    for number in range(3):
        files = {
            "business": (BidFile("商务标.pdf", "application/pdf", b"business"),),
            "technical": (BidFile(f"{TECHNICAL}{number}.pdf", "application/pdf", f"{TECHNICAL}内容{number}".encode()),),
        }
        at, price_fen = bids.BEFORE + timedelta(minutes=number), 1_700_000_000 + 1_000_000 * number
        bids.received(where, people.bidder(), price_fen=price_fen, at=at, sealed_files=files)
    return panels.drawn(evaluation.signed_record(bids.opened(3, where=where)))


def scoring(panel: Panel) -> None:
    """This will lock the review with one member's evidence, and lock or draft some technical sheets."""
    table = evaluation.reviewing(evaluation.unsealed(panel.table))
    for seat in table.keys:
        rows = evaluation.review_rows(table)
        if seat == WRITER:
            rows["1"]["unqualified"] = {"pass": False, "evidence": EVIDENCE}
        actions.lock_sheet(table.member(seat), evaluation.signed_sheet(table, seat, "review", rows), at=AT)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    rows = {seat: evaluation.score_rows(table, "technical", seat=seat) for seat in table.keys}
    for seat in (1, 2):
        actions.lock_sheet(table.member(seat), evaluation.signed_sheet(table, seat, "technical", rows[seat]), at=AT)
    actions.save_sheet(table.member(WRITER), kind="technical", rows=rows[WRITER], at=AT)
    sequence_all(AT)


def reported(panel: Panel) -> None:
    """This will lock what is left, sign the report with a dissent, and publish the candidates."""
    table = panel.table
    for seat in (3, 4, 5):
        rows = evaluation.score_rows(table, "technical", seat=seat)
        actions.lock_sheet(table.member(seat), evaluation.signed_sheet(table, seat, "technical", rows), at=AT)
    assert actions.advance_session(table.session, at=AT)
    table.refresh()
    evaluation.lock_all(table, "business")
    actions.make_report(table.member(1), at=AT)
    table.refresh()
    for seat in table.keys:
        evaluation.sign(table, seat, dissent=DISSENT if seat == 2 else "")
    assert actions.finish_evaluation(table.session, at=AT)
    sequence_all(AT)
    contracts.publicised(table)
    sequence_all(contracts.PUBLISHED)


@contextmanager
def logged() -> Iterator[io.StringIO]:
    """This will gather what the server's log would say, everything from INFO on, in the server's own format."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(DiscreetFormatter())
    loggers = [logging.getLogger(name) for name in ("", "django", "django.request", "qinglian.speaks")]
    levels = [logger.level for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.setLevel(logging.INFO)
    try:
        yield written
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.removeHandler(handler)
            logger.setLevel(level)


def leaks(told: list[Told], *secrets: str) -> list[tuple[str, str, str]]:
    """This will list (role, path, secret) of every answer that holds a secret and may not."""
    return [(one.role, one.path, s) for one in told for s in secrets if one.holds(s) and not may_hold(one, s)]


def leaks_in_files(home: Path, *secrets: str) -> list[tuple[str, str]]:
    """This will list the files outside the notifier's folder that hold a secret."""
    outside = [(name, data) for name, data in files_below(home) if not name.startswith("notifier/")]
    return [(name, secret) for name, data in outside for secret in secrets if is_in(data, secret)]


def rows_with(leaves: set[str], people_found: set[str]) -> list[str]:
    """This will list the tables with a row that holds both a leaf of the roster and anything of a person."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                data = b"|".join(bytes(c) if isinstance(c, bytes | memoryview) else str(c).encode() for c in row)
                held = set(re.findall(r"[0-9a-f]{64}", data.decode(errors="replace"))) & leaves
                held |= {leaf for leaf in leaves if bytes.fromhex(leaf) in data}
                if held and any(is_in(data, secret) for secret in people_found):
                    found.append(table)
    return found


def named_in(told: list[Told], secret: str) -> set[str]:
    """This will return the numbers of the experts whom the answers name (by name or by unit)."""
    spelt = re.compile(secret + r"(\d{3})")
    return {number for one in told for number in spelt.findall(one.data.decode(errors="replace"))}


def crawled(world: World, panel: Panel) -> tuple[list[Told], str]:
    """This will ask for everything and return the answers and what the server logged meanwhile."""
    with logged() as written:
        told = list(everything(world, panel.table.credentials.values()))
    return told, written.getvalue()


def check_nothing_is_told(world: World, panel: Panel, home: Path) -> None:
    """This will look for every canary before the award."""
    told, log = crawled(world, panel)
    assert leaks(told, *REGISTER, *WORK) == []
    assert leaks_in_files(home, *REGISTER, *WORK) == []
    assert [secret for secret in (*REGISTER, *WORK) if is_in(log.encode(), secret)] == []
    assert "GET" in log  # something was refused, and written
    for secret in (*REGISTER, *WORK):
        assert [one.path for one in searched(secret[:-1]) if one.holds(secret)] == []
    readers = {one.role for one in told if one.path.partition("?")[0].endswith("/roster") and one.holds(NAME)}
    assert readers == {"supervisor", "guardian"}  # the search works, and nobody else reads a roster
    trade = people.sign_in(Client(), panel.table.room.holders["trade"][0].person)
    roster = trade.get(f"/api/experts/draws/{world.samples['code']}/1/roster")
    assert (roster.status_code, NAME in roster.content.decode()) == (404, False)
    assert is_in(
        str(sheets_by_kind(panel.table.session)["review"][WRITER]).encode(), EVIDENCE
    )  # it is there to be found
    leaves = set(panel.hall.draw.leaves.values_list("leaf", flat=True))
    ids = {row["expert"] for row in panel.book().rows.values()}
    assert rows_with(leaves, {NAME, UNIT, PHONE, *ids}) == []


@pytest.mark.django_db
@pytest.mark.meets("A-134", "Z32")
def test_nobody_is_told_who_sits_or_what_was_written_until_the_award(home: Path) -> None:
    panel = drawn_panel()
    accepted = {row["name"].removeprefix(NAME) for row in panel.people("accepted")}
    assert (len(accepted), len(panel.people("declined"))) == (5, 1)
    with simulated_at(AT):
        scoring(panel)
        world = built(panel.table.room)
        check_nothing_is_told(world, panel, home)
    with simulated_at(contracts.PUBLISHED):
        reported(panel)
        check_nothing_is_told(world, panel, home)
    with simulated_at(contracts.AFTER):
        panels.awarded(panel)
        told, log = crawled(world, panel)
    public = [one for one in told if one.role in ("anonymous", "log")]
    assert (named_in(public, NAME), named_in(public, UNIT)) == (accepted, accepted)
    others = [one for one in told if not may_hold(one, NAME)]
    assert (named_in(others, NAME), named_in(others, UNIT)) == (accepted, accepted)
    assert leaks(told, PHONE, TECHNICAL) == []
    assert leaks_in_files(home, PHONE, TECHNICAL) == []
    assert [secret for secret in (*REGISTER, *WORK) if is_in(log.encode(), secret)] == []
    assert any(one.holds(DISSENT) for one in public if one.path.endswith("/result/"))


@pytest.mark.django_db
def test_the_search_finds_what_is_planted(home: Path) -> None:
    """Each of the searches above fails when there is something to find: it is no sieve."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("facts.json", json.dumps([f"{NAME}017"]))
    planted = [
        Told("anonymous", "/log/pack/x.zip", archive.getvalue() + unpacked(archive.getvalue())),
        Told("supervisor", "/centre/experts/", f"{NAME}003 {PHONE}0003".encode()),
        Told("guardian", "/centre/experts/", f"{UNIT}004".encode()),
    ]
    found = [("anonymous", "/log/pack/x.zip", NAME), ("guardian", "/centre/experts/", UNIT)]
    assert leaks(planted, *REGISTER, *WORK) == found
    assert named_in([Told("log", "/", f"{NAME}001{NAME}002".encode())], NAME) == {"001", "002"}
    (home / "blobs").mkdir(exist_ok=True)
    (home / "blobs" / "planted").write_bytes(TECHNICAL.encode())
    assert leaks_in_files(home, *WORK) == [("blobs/planted", TECHNICAL)]
    expert, leaf = experts.admitted(1, name=f"{NAME}001"), "ab" * 32
    assert rows_with({leaf}, {NAME, expert.pk}) == []
    Expert.objects.filter(pk=expert.pk).update(reason=f"leaf {leaf}")
    assert rows_with({leaf}, {NAME}) == rows_with({leaf}, {expert.pk}) == ["experts_expert"]
    with logged() as written:
        logging.getLogger("qinglian.speaks.test").info(f"{NAME}001")
    assert NAME in written.getvalue()
