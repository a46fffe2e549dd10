"""What people do on stage, one act a function: from a project to a signed opening record."""

import copy
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from qinglian.domain.bids.wording import FAILURE
from qinglian.domain.tenders.queries import working_calendar
from qinglian.jobs import timetable
from qinglian.law.evaluation.terms import needs_seed
from qinglian.record.clock import CHINA
from qinglian.trust.canonical import jcs, sha256
from qinglian.trust.card import check_card, make_card
from qinglian.trust.closing import verify_closing
from qinglian.trust.documents import sign_document
from qinglian.trust.inner import BidFile
from qinglian.trust.manifest import PackageHead, read_head, read_head_bytes, write_head
from qinglian.trust.release import make_release
from qinglian.trust.seal import seal_bid
from qinglian.trust.seal import withdraw_bid as sign_withdrawal
from tests.stories import acts_seeds
from tests.stories.cast import Bidder, Cast, Guardian, new_master
from tests.stories.papers import pdf
from tests.stories.stage import Refused, Stage
from tests.stories.telling import Telling

WAN = 1_000_000  # fen in ten thousand yuan
NOTICE_FIELDS = (
    "documents_from_at", "documents_until_at", "questions_until_at", "deadline_at", "text", "qualification", "consortium_allowed",
    "bid_validity_days", "decrypt_window_minutes", "access", "change", "affects_bids",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """A tender as its officer plans it. Money in fen; `days` from the notice to the deadline."""

    name: str
    project_code: str
    kind: str = "works"
    section: str = "施工"
    estimate_fen: int = 1800 * WAN
    cap_fen: int = 1780 * WAN
    security_fen: int = 32 * WAN
    place: str = "江城市滨江区"
    scope: str = "管网改造 4.2 千米及附属设施"
    period_days: int = 180
    mode: str = "G"
    days: int = 22
    window_minutes: int = 30
    deadline_at: datetime | None = None
    evaluation: dict[str, Any] | None = None  # evaluation terms; None: what the platform proposes


@dataclass
class Played:
    """A tender on stage: its code, its only section, and what bidders keep: packages' heads and receipts by name, who wrote which plan."""

    stage: Stage
    code: str
    section: str = "1"
    version: int = 1
    heads: dict[str, PackageHead] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)  # SHA-256 of a technical file -> name of its bidder

    @property
    def state(self) -> str:
        """This will return the section's state."""
        return str(self.stage.get(f"/tenders/{self.code}")["sections"][0]["state"])

    @property
    def notice(self) -> dict[str, Any]:
        """This will return the newest version of the notice, as its officer sees it."""
        return dict(self.stage.get(f"{self.notice_path}", by="officer"))

    @property
    def notice_path(self) -> str:
        """This will return the newest notice's address."""
        return f"/tenders/{self.code}/notices/{self.version}"

    @property
    def opening_path(self) -> str:
        """This will return the opening's address."""
        return f"/bids/openings/{self.code}/{self.section}"

    @property
    def kit(self) -> dict[str, Any]:
        """This will return the public sealing kit."""
        return dict(self.stage.get(f"/tenders/{self.code}/sections/{self.section}/kit"))

    @property
    def opening(self) -> dict[str, Any]:
        """This will return the opening's name."""
        return {"origin": self.stage.origin, "tender": self.code, "section": self.section, "round": 1}


def draft(stage: Stage, cast: Cast, plan: Plan) -> Played:
    """This will enter project, tender project, section and draft notice with two documents, and hand in the guardians' cards."""
    leader = next(row["id"] for row in stage.get("/projects/own/leaders", by="officer") if row["name"] == "丁一")
    stage.post("/projects", _project(plan) | {"leader": leader}, by="officer")
    stage.post(f"/projects/{plan.project_code}/leader-pledge", by="reviewer")
    stage.post(f"/projects/{plan.project_code}/submit", by="officer")
    typed = {
        "project": plan.project_code,
        "name": plan.name,
        "kind": plan.kind,
        "place": plan.place,
        "supervisor": cast.authority,
    }
    played = Played(stage, stage.post("/tenders", typed, by="officer")["code"])
    stage.post(f"/tenders/{played.code}/sections", _section(plan), by="officer")
    stage.post(f"/tenders/{played.code}/notices", _notice(stage, cast, plan), by="officer")
    for title, words in (
        ("招标文件", "投标人须知、合同条款、技术标准和要求。"),
        ("工程量清单", "分部分项工程量清单。"),
    ):
        data = io.BytesIO(pdf(f"{plan.name} {title}", words, f"最高投标限价 {plan.cap_fen // WAN} 万元。"))
        data.name = f"{title}.pdf"
        stage.upload(f"{played.notice_path}/documents", {"title": title, "file": data}, by="officer")
    for guardian in cast.guardians:
        hand_in_card(stage, played, guardian)
    return played


def amend(stage: Stage, played: Played, *, change: str, affects_bids: bool) -> None:
    """This will draft the next version of the notice in force."""
    body = {"change": change, "affects_bids": affects_bids}
    played.version = stage.post(f"/tenders/{played.code}/amendments", body, by="officer")["version"]


def hand_in_card(stage: Stage, played: Played, guardian: Guardian) -> None:
    """This will sign and hand in a guardian's card for this opening."""
    card = make_card(
        guardian.master, opening=played.opening, group=guardian.group, guardian=guardian.id, organisation=guardian.organisation,
        name=guardian.name,
    )  # fmt: skip
    stage.post("/tenders/cards", card)


def postpone(stage: Stage, played: Played, *, days: int) -> None:
    """This will move the pending notice's deadline."""
    notice = played.notice
    kept = {name: value for name, value in notice.items() if name in NOTICE_FIELDS}
    deadline = datetime.fromisoformat(notice["deadline_at"]).astimezone(CHINA)
    later = datetime.combine(working_calendar().last_day(deadline.date(), days).on, deadline.timetz())
    stage.put(played.notice_path, kept | {"deadline_at": later.isoformat()}, by="officer")


def review(stage: Stage, played: Played) -> None:
    """This will hand the pending notice to the second person, who approves it two hours later; then parties commit to a coefficient's seeds."""
    submit(stage, played)
    stage.forward(hours=2)
    approve(stage, played)
    terms = stage.get(f"/tenders/{played.code}", by="officer")["sections"][0]["evaluation"]
    if terms and needs_seed(terms) and played.version == 1:
        acts_seeds.commit(stage, played.code, played.section, purpose="coefficient", scope=played.opening)


def submit(stage: Stage, played: Played) -> None:
    """This will hand the pending notice to the second person."""
    stage.post(f"{played.notice_path}/submit", by="officer")


def approve(stage: Stage, played: Played, *, by: str = "reviewer") -> None:
    """This will approve the pending notice."""
    stage.post(f"{played.notice_path}/approve", {"opinion": "已复核。"}, by=by)


def wait_for_issue(stage: Stage, played: Played) -> None:
    """This will move the clock to half an hour before the documents are issued."""
    issue = datetime.fromisoformat(played.notice["documents_from_at"])
    stage.set(max(stage.now, issue - timedelta(minutes=30)))


def publish(stage: Stage, played: Played) -> None:
    """This will let the centre verify and publish the pending notice."""
    stage.post(f"{played.notice_path}/publish", by="verifier")
    stage.settle()


def put_out(stage: Stage, cast: Cast, plan: Plan) -> Played:
    """This will bring a tender from its plan to its published notice."""
    played = draft(stage, cast, plan)
    review(stage, played)
    wait_for_issue(stage, played)
    publish(stage, played)
    return played


def seal(played: Played, bidder: Bidder, *, price_fen: int, manager: str = "王一", **changes: Any) -> bytes:
    """This will seal a bid on the bidder's machine from the public kit alone."""
    kit = played.kit
    cards = [check_card(signed, opening=kit["opening"]) for signed in kit["cards"]]
    sheet = {"price_fen": price_fen, "period_days": 175, "quality": "合格", "project_manager": manager}
    technical = _plan_paper(bidder)
    played.plans[sha256(technical.data).hex()] = bidder.name
    arguments: dict[str, Any] = {
        "opening": kit["opening"],
        "bidder": bidder.id,
        "notice": kit["notice"]["leaf"],
        "access": kit["access"],
        "recipients": {card["guardian"]: card["recipients"] for card in cards},
        "files": {"business": [_paper(bidder, "商务标")], "technical": [technical]},
        "sheet": sheet,
    }
    return seal_bid(bidder.master, **(arguments | changes))


def hand_in(stage: Stage, played: Played, bidder: Bidder, package: bytes) -> dict[str, Any]:
    """This will hand in a sealed package and keep the receipt."""
    receipt = dict(stage.send("/bids/packages", package))
    played.heads[bidder.name] = read_head(io.BytesIO(package))
    played.receipts[bidder.name] = receipt
    return receipt


def withdraw(stage: Stage, played: Played, bidder: Bidder) -> dict[str, Any]:
    """This will withdraw the bidder's bid by its signature."""
    signed = sign_withdrawal(
        bidder.master, opening=played.opening, bidder=bidder.id, manifest=played.heads[bidder.name].hash
    )
    return dict(stage.post("/bids/withdrawals", signed))


def sign_in(stage: Stage, played: Played, bidder: Bidder) -> None:
    """This will sign a bidder in to the opening by its signature."""
    document = {"type": "opening-sign-in/v1", "opening": played.opening, "bidder": bidder.id}
    signed = sign_document(bidder.master, document | {"manifest": played.heads[bidder.name].hash})
    stage.post("/bids/acts", signed)


def run_clock(stage: Stage) -> None:
    """This will let the timetable do what is due now, and the record catch up, until nothing is left."""
    for _ in range(3):
        timetable.tick(at=stage.now)
        if not stage.settle():
            return


def release(stage: Stage, played: Played, holder: Guardian | Bidder) -> None:
    """This will fetch the bundle, check the closing list and release the holder's shares of every sheet (a bidder: its own lock)."""
    own = isinstance(holder, Bidder)
    bundle = stage.get(f"{played.opening_path}/bundle", guardian="bidder" if own else holder.id, heads=True)
    root = bundle["closed"]["fact"]["body"]["root"]
    listed = verify_closing(bundle["list"], opening=played.opening, root=root)
    heads = [read_head_bytes(jcs(bid["head"])) for bid in bundle["bids"]]
    mine = [head for head in heads if head.hash in listed and (not own or head.manifest["bidder"] == holder.id)]
    signed, _ = make_release(
        holder.master,
        opening=played.opening,
        guardian="bidder" if own else holder.id,
        compartment="sheet",
        closing=root,
        heads=mine,
    )
    stage.post("/bids/releases", signed)


def release_early(stage: Stage, played: Played, guardian: Guardian) -> None:
    """This will try to release shares before the section has closed, with a closing root out of thin air."""
    signed, _ = make_release(
        guardian.master, opening=played.opening, guardian=guardian.id, compartment="sheet", closing="ab" * 32,
        heads=list(played.heads.values()),
    )  # fmt: skip
    stage.post("/bids/releases", signed)


def open_all(stage: Stage, cast: Cast, played: Played) -> None:
    """This will close at the deadline, release by one guardian of each group, and open."""
    stage.set(max(stage.now, deadline_of(played)))
    run_clock(stage)
    for guardian in (cast.guardians[0], cast.guardians[2]):
        release(stage, played, guardian)
    run_clock(stage)


def record(stage: Stage, played: Played) -> None:
    """This will draw up the opening record and sign it as the host."""
    stage.post(f"{played.opening_path}/record", by="host")
    stage.post(f"{played.opening_path}/record/signature", by="host")
    stage.settle()


def read_out(told: Telling, played: Played) -> None:
    """This will show the read-out as the hall shows it."""
    told.table(("序号", "投标人", "投标总价（元）", "结果"), outcomes(played))


def outcomes(played: Played) -> list[tuple[int, str, str, str]]:
    """This will list (number, bidder, price in yuan, outcome in words) in the order of arrival."""
    shown = played.stage.get(f"{played.opening_path}/read-out")
    rows = {row["number"]: row for row in shown["rows"] + shown["attention"]}
    return [_outcome(rows[number]) for number in sorted(rows)]


def refused(act: Callable[[], object]) -> dict[str, Any]:
    """This will do what must be refused and return the API's problem (an error when it is not refused)."""
    try:
        act()
    except Refused as refusal:
        return refusal.problem
    raise AssertionError("this act should have been refused")


def deadline_of(played: Played) -> datetime:
    """This will return the deadline of the newest version of the notice."""
    return datetime.fromisoformat(played.notice["deadline_at"]).astimezone(CHINA)


def copied(package: bytes, imitator: Bidder) -> bytes:
    """This will put another bidder's ciphertext under the imitator's own manifest and signature."""
    head = read_head(io.BytesIO(package))
    manifest = copy.deepcopy(head.manifest) | {"bidder": imitator.id}
    return write_head(imitator.master, manifest, head.envelopes).prefix + package[len(head.prefix) :]


def first_leaf(played: Played) -> str:
    """This will return the leaf of the first version of the notice."""
    return str(played.stage.get(f"/tenders/{played.code}/notices/1")["leaf"])


def with_foreign_key(package: bytes, bidder: Bidder) -> bytes:
    """This will make the sealed package name another recipient for its sheet and sign it again: shares will fit, the key will not."""
    head = read_head(io.BytesIO(package))
    manifest = copy.deepcopy(head.manifest)
    manifest["compartments"]["sheet"]["recipient"] = new_master().recipient(manifest["opening"], "sheet")
    return write_head(bidder.master, manifest, head.envelopes).prefix + package[len(head.prefix) :]


def _outcome(row: dict[str, Any]) -> tuple[int, str, str, str]:
    price = f"{row['price_fen'] / 100:,.2f}" if row["price_fen"] else ""
    whose = "投标人" if row["fault"] == "bidder" else row["fault"] or "未定"
    return (
        row["number"],
        row["name"],
        price,
        f"{FAILURE[row['reason']].zh}（责任：{whose}）" if row["reason"] else "已唱标",
    )


def _paper(bidder: Bidder, title: str) -> BidFile:
    return BidFile(f"{title}.pdf", "application/pdf", pdf(title, bidder.name))


def _plan_paper(bidder: Bidder) -> BidFile:
    """A plan that does not say whose it is: the committee reads it blind."""
    words = f"施工组织与服务方案，编号 {sha256(bidder.name.encode()).hex()[:8]}。本文件为暗标，不写投标人名称。"
    return BidFile("技术标.pdf", "application/pdf", pdf("技术标", words))


def _project(plan: Plan) -> dict[str, Any]:
    return {
        "code": plan.project_code, "name": plan.name, "kind": plan.kind, "fund_source": "市级财政资金", "state_funded": True,
        "approved_budget_fen": plan.estimate_fen * 2, "region": "江城市", "approval_number": f"江发改审〔2026〕{plan.project_code[-3:]}号",
    }  # fmt: skip


def _section(plan: Plan) -> dict[str, Any]:
    return {
        "number": "1", "name": plan.section, "estimate_fen": plan.estimate_fen, "price_cap_fen": plan.cap_fen,
        "bid_security_fen": plan.security_fen, "scope": plan.scope, "period_days": plan.period_days, "evaluation": plan.evaluation,
    }  # fmt: skip


def _notice(stage: Stage, cast: Cast, plan: Plan) -> dict[str, Any]:
    start = (stage.now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    last = working_calendar().last_day(start.date(), plan.days).on
    deadline = plan.deadline_at or datetime.combine(last, time(9, 30), CHINA)
    return {
        "documents_from_at": start.isoformat(), "documents_until_at": (start + timedelta(days=14, hours=8)).isoformat(),
        "questions_until_at": (start + timedelta(days=4)).isoformat(), "deadline_at": deadline.isoformat(),
        "text": f"{plan.name}已批准建设，资金已落实，现公开招标。", "qualification": "市政公用工程施工总承包二级及以上资质",
        "consortium_allowed": False, "access": cast.access(plan.mode), "decrypt_window_minutes": plan.window_minutes,
    }  # fmt: skip
