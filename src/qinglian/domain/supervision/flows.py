"""The 20 key matters of the centre: eleven flows out of the lifecycles' tables, nine written down, and which fact shows which move."""

from collections.abc import Mapping
from typing import Any

from qinglian.domain.evaluation.lifecycle import SESSION
from qinglian.domain.experts.lifecycle import CALL, DRAW, EXPERT
from qinglian.domain.integrity.flows.deriving import Plan, flow_of
from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.integrity.flows.hand_house import HOUSE_FLOWS
from qinglian.domain.integrity.flows.hand_money import MONEY_FLOWS
from qinglian.domain.integrity.flows.hand_oversight import OVERSIGHT_FLOWS
from qinglian.domain.objections.lifecycle import OBJECTION
from qinglian.domain.people.lifecycle import FILING, KEY
from qinglian.domain.tenders.lifecycle import NOTICE, SECTION
from qinglian.law.text import Text

CORE_FLOWS: tuple[Flow, ...] = (
    flow_of(
        FILING,
        Plan(
            path=("file_registration", "verify_filing"),
            born=Text("申报起草", "A filing is drafted"),
            limits={"verify_filing": Text("两个工作日", "Two working days")},
            risks={"verify_filing": ("R02", "R03"), "reject_filing": ("R03",)},
        ),
        code="F01",
        title=Text("主体登记核验", "Verifying registrations"),
        department="service",
    ),
    flow_of(
        KEY,
        Plan(
            path=("bind_key",),
            born=Text("提出密钥", "A key is proposed"),
            rests=("bound",),
            limits={"bind_key": Text("两个工作日", "Two working days"), "revoke_key": Text("立即", "At once")},
            risks={"bind_key": ("R01",), "revoke_key": ("R49",)},
        ),
        code="F02",
        title=Text("密钥绑定与吊销", "Binding and revoking keys"),
        department="service",
    ),
    flow_of(
        NOTICE,
        Plan(
            path=("submit_notice", "approve_notice", "publish_notice"),
            born=Text("公告起草", "A notice is drafted"),
            left_out=("edit_notice", "supersede_notice"),
            limits={"publish_notice": Text("一个工作日", "One working day")},
            risks={
                "submit_notice": ("R07", "R10"),
                "approve_notice": ("R05", "R06", "R08"),
                "publish_notice": ("R05", "R11"),
            },
        ),
        code="F03",
        title=Text("招标公告复核与核验发布", "Reviewing, verifying and publishing notices"),
        department="transaction",
    ),
    flow_of(
        SECTION,
        Plan(
            path=("publish_notice", "close_section", "start_release", "finish_opening", "sign_opening_record", "start_evaluation", "finish_evaluation", "publish_candidates", "award_section"),
            born=Text("标段立项", "A section is set up"),
            left_out=("edit_section", "hand_in_card"),
            rests=("failed",),
            limits={
                "publish_notice": Text("投标期不少于二十日", "At least twenty days for bids"),
                "amend_notice": Text("截止前十五日", "Fifteen days before the deadline"),
                "publish_candidates": Text("收到评标报告三日内", "Within three days of the report"),
            },
            risks={
                "publish_notice": ("R04", "R07"), "amend_notice": ("R12", "R14"), "close_section": ("R15", "R17"),
                "start_release": ("R19",), "finish_opening": ("R20",), "sign_opening_record": ("R22",),
                "start_evaluation": ("R24", "R25"), "finish_evaluation": ("R31", "R33"), "publish_candidates": ("R36",),
                "award_section": ("R37", "R40"), "terminate_tender": ("R13",),
            },
        ),
        code="F04",
        title=Text("标段交易全过程", "A section from notice to award"),
        department="transaction",
    ),
    flow_of(
        SECTION,
        Plan(
            path=("start_release", "finish_opening", "sign_opening_record"),
            born=Text("投标截止", "The deadline passed"),
            left_out=("start_evaluation", "retender"),
            limits={"start_release": Text("截止时间到即开始", "As soon as the deadline has passed")},
            risks={"start_release": ("R15", "R19"), "finish_opening": ("R20", "R23"), "sign_opening_record": ("R21", "R22")},
        ),
        code="F05",
        title=Text("开标", "Opening of bids"),
        department="transaction",
    ),
    flow_of(
        DRAW,
        Plan(
            path=("record_roster", "approve_roster", "record_exclusions", "make_draw", "complete_draw", "disclose_panel"),
            born=Text("申请抽取", "Experts are requested"),
            limits={"disclose_panel": Text("中标结果确定后", "After the result is fixed")},
            risks={
                "record_roster": ("R27",), "approve_roster": ("R27",), "record_exclusions": ("R28",), "make_draw": ("R24", "R26"),
                "replace_expert": ("R25", "R32"), "abandon_draw": ("R25",), "disclose_panel": ("R24",),
            },
        ),
        code="F06",
        title=Text("评标专家抽取", "Drawing experts"),
        department="expert",
    ),
    flow_of(
        CALL,
        Plan(
            path=("place_call", "accept_call"),
            born=Text("抽中", "Drawn"),
            risks={"place_call": ("R24",), "recuse_expert": ("R28",), "mark_late": ("R29",)},
        ),
        code="F07",
        title=Text("专家通知与到场", "Calling experts"),
        department="expert",
    ),
    flow_of(
        SESSION,
        Plan(
            path=("unseal_files", "start_review", "lock_sheet", "finish_review", "finish_technical", "finish_business", "make_report", "sign_report", "finish_evaluation"),
            born=Text("评标会开始", "The session opens"),
            repeated=("lock_sheet", "sign_report"),
            left_out=("release_to_session", "take_seat", "vote_chair", "save_sheet", "ask_clarification", "answer_clarification", "recuse_member"),
            silent=("finish_review", "finish_business", "make_report"),
            once=("finish_technical",),  # its fact reveals the blind codes; after a review made anew they are known
            risks={
                "unseal_files": ("R15",), "start_review": ("R29", "R30"), "lock_sheet": ("R31", "R33", "R34"), "sign_report": ("R35",),
                "replace_member": ("R32",), "finish_technical": ("R31",), "finish_evaluation": ("R33",),
            },
        ),
        code="F08",
        title=Text("评标", "Evaluation"),
        department="transaction",
    ),
    flow_of(
        SECTION,
        Plan(
            path=("finish_evaluation", "publish_candidates", "award_section"),
            born=Text("正在评标", "Being evaluated"),
            left_out=("retender",),
            limits={
                "publish_candidates": Text("收到评标报告三日内，公示不少于三日", "Within three days of the report, for three days at least"),
            },
            risks={"publish_candidates": ("R36", "R39"), "award_section": ("R37", "R40", "R42")},
        ),
        code="F09",
        title=Text("中标候选人公示与定标", "Candidates and award"),
        department="transaction",
    ),
    flow_of(
        OBJECTION,
        Plan(
            path=("answer_objection",),
            born=Text("提出异议", "An objection is raised"),
            limits={"answer_objection": Text("三日内", "Within three days")},
            risks={"answer_objection": ("R38",)},
        ),
        code="F10",
        title=Text("候选人异议答复", "Answering objections to candidates"),
        department="supervision",
    ),
    flow_of(
        EXPERT,
        Plan(
            path=("admit_expert",),
            born=Text("申请入库", "An expert applies"),
            rests=("active", "suspended"),
            risks={"admit_expert": ("R27",), "suspend_expert": ("R31",), "remove_expert": ("R31",)},
        ),
        code="F11",
        title=Text("评标专家入库与管理", "Keeping the register of experts"),
        department="expert",
    ),
)  # fmt: skip

FLOWS: tuple[Flow, ...] = (*CORE_FLOWS, *MONEY_FLOWS, *OVERSIGHT_FLOWS, *HOUSE_FLOWS)
FLOW_BY_CODE: dict[str, Flow] = {flow.code: flow for flow in FLOWS}

MOVES_OF_FACT: dict[str, tuple[str, ...]] = {
    "filing-edited/v1": ("filing.edit_filing",),
    "registration-filed/v1": ("filing.file_registration",),
    "filing-verified/v1": ("filing.verify_filing",),
    "filing-rejected/v1": ("filing.reject_filing",),
    "filing-deleted/v1": ("filing.delete_filing",),
    "key-bound/v1": ("key.bind_key",),
    "key-refused/v1": ("key.refuse_key",),
    "key-revoked/v1": ("key.revoke_key",),
    "notice-submitted/v1": ("notice.submit_notice",),
    "notice-approved/v1": ("notice.approve_notice",),
    "notice-returned/v1 review": ("notice.return_notice",),
    "notice-returned/v1 verification": ("notice.refuse_notice",),
    "notice-published/v1 first": ("notice.publish_notice", "section.publish_notice"),
    "notice-published/v1 again": ("notice.publish_notice", "section.publish_notice"),
    "notice-published/v1 amendment": ("notice.publish_notice", "section.amend_notice"),
    "section-closed/v1": ("section.close_section",),
    "section-failed/v1": ("section.fail_section", "session.fail_evaluation"),
    "tender-terminated/v1": ("section.terminate_tender",),
    "tender-again/v1": ("section.retender",),
    "hold-placed/v1": ("hold.place_hold",),
    "hold-lifted/v1": ("hold.lift_hold",),
    "release-started/v1": ("section.start_release",),
    "opening-finished/v1": ("section.finish_opening",),
    "opening-record-signed/v1": ("section.sign_opening_record",),
    "session-opened/v1": ("section.start_evaluation",),
    "files-unsealed/v1": ("session.unseal_files",),
    "review-started/v1": ("session.start_review",),
    "sheet-locked/v1": ("session.lock_sheet",),
    "blind-codes-revealed/v1": ("session.finish_technical",),
    "member-replaced/v1": ("session.replace_member",),
    "report-signed/v1": ("session.sign_report",),
    "evaluation-finished/v1": ("session.finish_evaluation", "section.finish_evaluation"),
    "candidates-published/v1": ("section.publish_candidates",),
    "award-made/v1": ("section.award_section",),
    "draw-roster-fixed/v1": ("draw.record_roster",),
    "draw-roster-approved/v1": ("draw.approve_roster",),
    "draw-exclusions-fixed/v1": ("draw.record_exclusions",),
    "draw-made/v1": ("draw.make_draw",),
    "draw-completed/v1": ("draw.complete_draw",),
    "draw-abandoned/v1": ("draw.abandon_draw",),
    "panel-disclosed/v1": ("draw.disclose_panel",),
    "expert-called/v1": ("call.place_call",),
    "expert-answered/v1 accepted": ("call.accept_call",),
    "expert-answered/v1 declined": ("call.decline_call",),
    "expert-answered/v1 silent": ("call.expire_call",),
    "expert-answered/v1 late": ("call.mark_late", "draw.replace_expert"),
    "expert-answered/v1 recused": ("call.recuse_expert", "draw.replace_expert"),
    "candidate-objection-answered/v1": ("objection.answer_objection",),
    "candidate-objection-withdrawn/v1": ("objection.withdraw_objection",),
    "expert-changed/v1 edit": ("expert.edit_expert",),
    "expert-changed/v1 admit": ("expert.admit_expert",),
    "expert-changed/v1 suspend": ("expert.suspend_expert",),
    "expert-changed/v1 remove": ("expert.remove_expert",),
}
TOLD_BY: dict[str, str] = {
    "notice-returned/v1": "stage",
    "notice-published/v1": "notice_kind",
    "expert-answered/v1": "answer",
    "expert-changed/v1": "act",
}


def moves_of(kind: str, body: Mapping[str, Any]) -> tuple[str, ...]:
    """This will return the lifecycle moves that a fact shows: none for most kinds, two where one act moves two things."""
    key = f"{kind} {body[TOLD_BY[kind]]}" if kind in TOLD_BY else kind
    return MOVES_OF_FACT.get(key, ())
