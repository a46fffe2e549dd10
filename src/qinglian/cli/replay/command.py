"""`qinglian replay FILE.csv`: a public opening record, played again with real keys and sealed prices, and verified."""

import json
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from qinglian.cli.files import read_object
from qinglian.cli.refused import Refused
from qinglian.cli.replay import firms as acts
from qinglian.cli.replay.firms import Firm, each, server_of_thread
from qinglian.cli.replay.phases import Phases
from qinglian.cli.replay.summary import as_json, show_summary
from qinglian.cli.replay.table import Table, read_table
from qinglian.cli.replay.temporary import TemporaryPlatform, temporary_platform
from qinglian.cli.server import Server
from qinglian.cli.speech import console, errors, say
from qinglian.cli.verify.evidence import Wanted
from qinglian.cli.verify.report import Report
from qinglian.cli.verify.run import verify
from qinglian.cli.verify.source import WebSource, web_client
from qinglian.trust.bundle import CheckedBundle, check_bundle
from qinglian.trust.keys import Master
from qinglian.trust.kit import check_kit
from qinglian.trust.manifest import PackageHead
from qinglian.trust.policy import Policy, read_policy
from qinglian.trust.release import make_release

WAN = 1_000_000
SECURITY_FEN = 40_000_000  # 400,000 yuan, as in the record
SECONDS_FOR_A_STAGE = 900


def add_to(app: typer.Typer) -> None:
    """This will add the command."""
    app.command("replay", help=say("回放一份公开的开标记录", "Replay a public opening record"))(run)


def run(
    file: Annotated[Path, typer.Argument(help=say("开标记录 CSV", "the opening record, CSV"))],
    *,
    server: Annotated[
        str | None, typer.Option(help=say("已有的平台（须 --stage）", "a platform that runs (needs --stage)"))
    ] = None,
    stage: Annotated[Path | None, typer.Option(help=say("该平台的 stage.json", "that platform's stage.json"))] = None,
    first: Annotated[int | None, typer.Option(help=say("只取前几家", "only the first rows"))] = None,
    keep: Annotated[
        Path | None, typer.Option(help=say("保留临时平台的目录", "keep the temporary platform in this folder"))
    ] = None,
    as_lines: Annotated[bool, typer.Option("--json", help=say("最后一行输出 JSON", "end with a line of JSON"))] = False,
) -> None:
    """This will replay the whole life of an opening and verify it; exit 0 when the outcome is the record's and all is verified."""
    table = _cut(read_table(file), first)
    if server is not None and stage is None:
        raise Refused(
            "已有的平台须给出 --stage（tests/stories/replay_stage.py 生成）",
            "A running platform needs --stage (made by tests/stories/replay_stage.py)",
        )
    with ExitStack() as held:
        own = held.enter_context(temporary_platform(keep=keep)) if server is None else None
        # the bars go to standard error, so that the last line of standard output can be JSON
        phases = Phases(errors(), own.pids if own else list)
        replay = Replay(table, phases, own, own.url if own else str(server))
        replay.play(None if stage is None else read_object(stage))
    show_summary(console(), replay, phases)
    if as_lines:
        print(json.dumps(as_json(replay, phases), ensure_ascii=False))
    raise typer.Exit(0 if replay.is_as_recorded else 1)


class Replay:
    """One replay from the registration to the verification."""

    def __init__(self, table: Table, phases: Phases, own: TemporaryPlatform | None, url: str) -> None:
        self.table, self.phases, self.own, self.url = table, phases, own, url
        self.firms = [Firm(row) for row in table.rows]
        self.opening: dict[str, Any] = {}
        self.read_out: list[dict[str, Any]] = []
        self.report = Report()
        self.policy = b""

    def play(self, stage: dict[str, Any] | None) -> None:
        """This will play every phase. A temporary platform is moved to each hour; a running one is waited for."""
        stage = stage or self._set_up()
        self.opening = stage["opening"]
        deadline = datetime.fromisoformat(stage["deadline_at"])
        self._move_to(deadline - timedelta(hours=3))
        self._register(stage)
        self._bid()
        self._move_to(deadline)
        self._release(stage)
        self._end_window()
        self._verify()

    @property
    def is_as_recorded(self) -> bool:
        """This will say whether as many opened and failed as in the record, and everything verified."""
        failed = self.table.expected_failures
        counts = self.report.counts
        expected = (len(self.firms) - failed, failed)
        return self.report.is_verified and (counts.get("opened"), counts.get("failed")) == expected

    def _set_up(self) -> dict[str, Any]:
        assert self.own is not None
        plan = {
            "name": f"开标回放（{len(self.firms)} 家）",
            "estimate_fen": 2000 * WAN,
            "cap_fen": 1880 * WAN,
            "security_fen": SECURITY_FEN,
        }
        with self.phases.phase("搭建平台、发布公告", "set up the platform, publish the notice"):
            return self.own.set_up(deadline=self.table.opened_at, plan=plan)

    def _register(self, stage: dict[str, Any]) -> None:
        origin, agreement, count = self.opening["origin"], stage["agreement"], len(self.firms)
        with self.phases.phase("登记", "register", count=count) as advance:
            each(
                self.firms,
                lambda firm: acts.register(firm, self._server(), origin=origin, agreement=agreement),
                advance,
            )
        with self.phases.phase("核验、绑定密钥", "verify filings, bind keys", count=count) as advance:
            desk = Server(self.url)
            acts.sign_in_verifier(desk, stage["verifier"])
            acts.admit(self.firms, desk, advance)

    def _bid(self) -> None:
        count, code = len(self.firms), self.opening["tender"]
        self.policy = self.own.policy() if self.own else json.dumps(self._server().get("/log/policy.json")).encode()
        kit = check_kit(self._server().get(f"/api/tenders/{code}/sections/1/kit"), pinned=self._policy())
        with self.phases.phase("密封", "seal", count=count) as advance:
            each(self.firms, partial(acts.seal, kit=kit), advance)
        with self.phases.phase("递交", "hand in", count=count) as advance:
            each(self.firms, lambda firm: acts.hand_in(firm, self._server()), advance)
        with self.phases.phase("签到", "sign in", count=count) as advance:
            each(self.firms, lambda firm: acts.sign_in(firm, self._server(), opening=self.opening), advance)

    def _release(self, stage: dict[str, Any]) -> None:
        with self.phases.phase("截止、见证、公布投标人", "close, witness, announce"):
            self._wait_until("releasing", "decrypting")
        guardians = [
            next(row for row in stage["guardians"] if row["group"] == group) for group in ("supervision", "trade")
        ]
        with self.phases.phase("保管人核对并交出", "guardians check and release", count=len(guardians)) as advance:
            for guardian in guardians:
                self._release_guardian(guardian)
                advance()
        ready = [firm for firm in self.firms if firm.row.has_released]
        with self.phases.phase("投标人交出自己的锁", "bidders release their locks", count=len(ready)) as advance:
            bundle = self._bundle("bidder")
            heads = {head.hash: head for head in bundle.heads}
            each(ready, lambda firm: self._release_lock(firm, bundle.root, heads[firm.manifest]), advance)
        with self.phases.phase("解密、唱标", "open and read out", count=len(ready)):
            self._wait_for_count(len(ready))

    def _release_lock(self, firm: Firm, root: str, head: PackageHead) -> None:
        acts.release_lock(firm, self._server(), root=root, head=head, opening=self.opening)

    def _release_guardian(self, guardian: dict[str, str]) -> None:
        bundle = self._bundle(guardian["id"])
        signed, refused = make_release(
            Master(bytes.fromhex(guardian["master"])),
            opening=self.opening,
            guardian=guardian["id"],
            compartment="sheet",
            closing=bundle.root,
            heads=bundle.heads,
        )
        if refused:
            raise Refused("{n} 份信封打不开", "{n} envelopes do not open", n=len(refused))
        self._server().post("/api/bids/releases", signed)

    def _end_window(self) -> None:
        if self.table.expected_failures:
            ends = datetime.fromisoformat(self._hall()["decrypt_until_at"])
            self._move_to(ends)
        with self.phases.phase("解密时限到", "the decryption window ends"):
            self._wait_until("read_out", "recorded", "failed")
            self._wait_for_the_log()
        page, rows = 1, []
        while found := self._server().get(f"{self._path}/read-out", page=page, size=200)["rows"]:
            rows += found
            page += 1
        self.read_out = rows

    def _verify(self) -> None:
        count = len(self.firms)
        receipts = tuple((firm.row.name, firm.receipt, None) for firm in self.firms)
        with self.phases.phase("核对一切", "verify everything", count=count) as advance:
            wanted = Wanted(self.opening["tender"], (), receipts)
            source = WebSource(self.url, web_client())
            self.report = verify(source, wanted, policy=self.policy, progress=lambda _: advance())

    def _bundle(self, guardian: str) -> CheckedBundle:
        value = self._server().get(f"{self._path}/bundle", guardian=guardian)
        return check_bundle(value, opening=self.opening, policy=self._policy(), compartment="sheet", guardian=guardian)

    def _policy(self) -> Policy:
        return read_policy(json.loads(self.policy))

    def _server(self) -> Server:
        return server_of_thread(self.url)

    @property
    def _path(self) -> str:
        return f"/api/bids/openings/{self.opening['tender']}/{self.opening['section']}"

    def _hall(self) -> dict[str, Any]:
        hall: dict[str, Any] = self._server().get(self._path)
        return hall

    def _move_to(self, moment: datetime) -> None:
        """A temporary platform is started at that hour; a running one lives in real time."""
        if self.own is not None:
            self.own.serve_at(moment)
            return
        wait = (moment - datetime.now(UTC)).total_seconds()
        if wait > 0 and self.firms[0].receipt:
            time.sleep(wait)

    def _wait_until(self, *stages: str) -> None:
        self._poll(lambda hall: hall["stage"] in stages)

    def _wait_for_count(self, count: int) -> None:
        self._poll(lambda hall: bool(hall["progress"]) and hall["progress"]["opened"] >= count)

    def _wait_for_the_log(self) -> None:
        """This will return once witnesses have cosigned a checkpoint that includes the end of the opening."""
        end = time.monotonic() + SECONDS_FOR_A_STAGE
        while time.monotonic() < end:
            facts = self._facts_of_the_end()
            shown = self._server().get("/api/record/checkpoint")
            if facts and shown["is_cosigned"] and all(index < shown["size"] for index in facts):
                return
            time.sleep(0.5)
        raise Refused("日志没有赶上来", "The log does not catch up")

    def _facts_of_the_end(self) -> list[int]:
        """This will return the places of `opening-finished/v1`, one of the newest facts; empty until the sequencer has numbered it."""
        subject, path = f"tender:{self.opening['tender']}", "/api/record/facts"
        total = self._server().get(path, subject=subject, limit=1)["total"]
        newest = self._server().get(path, subject=subject, limit=200, offset=max(total - 200, 0))["items"]
        places = [row["index"] for row in newest if row["fact"]["kind"] == "opening-finished/v1"]
        return [index for index in places if index is not None]

    def _poll(self, is_reached: Any) -> None:
        end = time.monotonic() + SECONDS_FOR_A_STAGE
        while time.monotonic() < end:
            hall = self._hall()
            if is_reached(hall):
                return
            if hall["stage"] in ("failed", "terminated"):
                raise Refused("标段流标：{why}", "The section failed: {why}", why=hall["failure"])
            time.sleep(0.5)
        raise Refused("平台没有前进", "The platform does not go on")


def _cut(table: Table, first: int | None) -> Table:
    if first is None:
        return table
    if first < 3:
        raise Refused("至少三家", "At least three are needed")
    silent = [row for row in table.rows if not row.has_released]
    speaking = [row for row in table.rows if row.has_released]
    return Table([*speaking[: max(first - len(silent), 3)], *silent][:first], table.opened_at)
