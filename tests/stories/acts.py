"""What people do on stage, one act a function: from a project to a signed opening record."""

import io
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from qinglian.domain.bids import actions as bids
from qinglian.domain.bids.models import ClosingList
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from qinglian.domain.projects import actions as projects
from qinglian.domain.projects.project_form import ProjectInput
from qinglian.domain.tenders import actions as tenders
from qinglian.domain.tenders import queries
from qinglian.domain.tenders.models import Notice, Section, Tender
from qinglian.domain.tenders.tender_form import NoticeInput, SectionInput, TenderInput
from qinglian.jobs import timetable
from qinglian.law.actor import Actor
from qinglian.record.clock import CHINA
from qinglian.trust.card import check_card, make_card
from qinglian.trust.inner import BidFile
from qinglian.trust.manifest import PackageHead, read_head
from qinglian.trust.release import make_release
from qinglian.trust.seal import seal_bid
from qinglian.trust.seal import withdraw_bid as sign_withdrawal
from tests.stories.cast import Bidder, Cast, Guardian
from tests.stories.papers import pdf
from tests.stories.stage import Stage

WAN = 1_000_000  # fen in ten thousand yuan


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


@dataclass
class Played:
    """A tender on stage: its code, its only section, and what bidders keep: packages' heads and receipts by name."""

    code: str
    section: str = "1"
    heads: dict[str, PackageHead] = field(default_factory=dict)
    receipts: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def row(self) -> Section:
        """This will return the section as it stands."""
        return queries.section_in(self.code, self.section)

    @property
    def kit(self) -> dict[str, Any]:
        """This will return the public sealing kit."""
        return queries.notice_package(self.row)

    @property
    def closing(self) -> ClosingList:
        """This will return the closing list."""
        return ClosingList.objects.select_related("section__tender", "section__notice").get(
            section__tender__code=self.code
        )


def draft(stage: Stage, cast: Cast, plan: Plan) -> Played:
    """This will enter project, tender project, section and draft notice with two documents, and hand in the guardians' cards."""
    by = actor(stage, "officer")
    project = projects.create_project(_project(plan), by=by, at=stage.now)
    projects.submit_project(project, by=by, at=stage.now)
    typed = TenderInput(name=plan.name, kind=plan.kind, place=plan.place, supervisor=cast.authority)
    tender = tenders.create_tender(project, typed=typed, by=by, at=stage.now)
    tenders.add_section(tender, typed=_section(plan), by=by, at=stage.now)
    notice = tenders.draft_notice(tender, typed=_notice(stage, cast, plan), by=by, at=stage.now)
    for title, words in (
        ("招标文件", "投标人须知、合同条款、技术标准和要求。"),
        ("工程量清单", "分部分项工程量清单。"),
    ):
        data = pdf(f"{plan.name} {title}", words, f"最高投标限价 {plan.cap_fen // WAN} 万元。")
        tenders.add_document(notice, title=title, file_name=f"{title}.pdf", chunks=[data], by=by, at=stage.now)
    played = Played(tender.code)
    for guardian in cast.guardians:
        hand_in_card(stage, played, guardian)
    return played


def hand_in_card(stage: Stage, played: Played, guardian: Guardian) -> None:
    """This will sign and hand in a guardian's card for this opening."""
    opening = queries.opening_of(played.row)
    card = make_card(
        guardian.master, opening=opening, group=guardian.group, guardian=guardian.id, organisation=guardian.organisation, name=guardian.name
    )  # fmt: skip
    tenders.hand_in_card(card, at=stage.now)


def review(stage: Stage, played: Played) -> None:
    """This will hand the pending notice to the second person, who approves it."""
    tenders.submit_notice(pending(played), by=actor(stage, "officer"), at=stage.now)
    stage.forward(hours=2)
    tenders.approve_notice(pending(played), opinion="已复核。", by=actor(stage, "reviewer"), at=stage.now)


def wait_for_issue(stage: Stage, played: Played) -> None:
    """This will move the clock to half an hour before the documents are issued."""
    stage.set(max(stage.now, pending(played).documents_from_at - timedelta(minutes=30)))


def publish(stage: Stage, played: Played) -> None:
    """This will let the centre verify and publish the pending notice."""
    tenders.publish_notice(pending(played), by=actor(stage, "verifier"), at=stage.now)
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
    arguments: dict[str, Any] = {
        "opening": kit["opening"],
        "bidder": bidder.id,
        "notice": kit["notice"]["leaf"],
        "access": kit["access"],
        "recipients": {card["guardian"]: card["recipients"] for card in cards},
        "files": {"business": [_paper(bidder, "商务标")], "technical": [_paper(bidder, "技术标")]},
        "sheet": sheet,
    }
    return seal_bid(bidder.master, **(arguments | changes))


def hand_in(stage: Stage, played: Played, bidder: Bidder, package: bytes) -> dict[str, Any]:
    """This will hand in a sealed package and keep the receipt."""
    receipt = bids.receive_package(io.BytesIO(package), at_end=lambda: stage.now)
    played.heads[bidder.name] = read_head(io.BytesIO(package))
    played.receipts[bidder.name] = receipt
    return receipt


def withdraw(stage: Stage, played: Played, bidder: Bidder) -> dict[str, Any]:
    """This will withdraw the bidder's bid by its signature."""
    signed = sign_withdrawal(
        bidder.master, opening=played.kit["opening"], bidder=bidder.id, manifest=played.heads[bidder.name].hash
    )
    return bids.withdraw_bid(signed, at=stage.now)


def run_clock(stage: Stage) -> None:
    """This will let the timetable do what is due now, and the record catch up, until nothing is left."""
    for _ in range(3):
        timetable.tick(at=stage.now)
        stage.settle()


def release(stage: Stage, played: Played, holder: Guardian | Bidder) -> dict[str, Any]:
    """This will check the closing and release the holder's shares of every sheet (a bidder: its own lock)."""
    closing = played.closing
    own = isinstance(holder, Bidder)
    heads = [played.heads[holder.name]] if own else list(played.heads.values())
    signed, _ = make_release(
        holder.master, opening=played.kit["opening"], guardian="bidder" if own else holder.id, compartment="sheet",
        closing=closing.root, heads=heads,
    )  # fmt: skip
    bids.release_shares(signed, at=stage.now)
    return signed


def record(stage: Stage, played: Played) -> None:
    """This will draw up the opening record and sign it as the host."""
    host = actor(stage, "host")
    made = bids.make_opening_record(played.closing, by=host, at=stage.now)
    bids.sign_opening_record(made, by=host, at=stage.now)
    stage.settle()


def deadline_of(played: Played) -> datetime:
    """This will return the deadline in force."""
    notice = played.row.notice
    assert notice is not None
    return notice.deadline_at.astimezone(CHINA)


def pending(played: Played) -> Notice:
    """This will return the notice that is being prepared."""
    notice = queries.pending_notice(Tender.objects.get(code=played.code))
    assert notice is not None
    return notice


def actor(stage: Stage, login: str) -> Actor:
    """This will return who a person acts as."""
    return actor_of(Person.objects.get(login=login), at=stage.now)


def _paper(bidder: Bidder, title: str) -> BidFile:
    return BidFile(f"{title}.pdf", "application/pdf", pdf(title, bidder.name))


def _project(plan: Plan) -> ProjectInput:
    return ProjectInput(
        code=plan.project_code, name=plan.name, kind=plan.kind, fund_source="市级财政资金", state_funded=True,
        approved_budget_fen=plan.estimate_fen * 2, region="江城市", approval_number=f"江发改审〔2026〕{plan.project_code[-3:]}号",
    )  # fmt: skip


def _section(plan: Plan) -> SectionInput:
    return SectionInput(
        number="1", name=plan.section, estimate_fen=plan.estimate_fen, price_cap_fen=plan.cap_fen, bid_security_fen=plan.security_fen,
        scope=plan.scope, period_days=plan.period_days,
    )  # fmt: skip


def _notice(stage: Stage, cast: Cast, plan: Plan) -> NoticeInput:
    start = (stage.now + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    deadline = plan.deadline_at or (start + timedelta(days=plan.days)).replace(hour=9, minute=30)
    return NoticeInput(
        documents_from_at=start, documents_until_at=start + timedelta(days=14, hours=8), questions_until_at=deadline - timedelta(days=17),
        deadline_at=deadline, text=f"{plan.name}已批准建设，资金已落实，现公开招标。", qualification="市政公用工程施工总承包二级及以上资质",
        consortium_allowed=False, access=cast.access(plan.mode), decrypt_window_minutes=plan.window_minutes,
    )  # fmt: skip
