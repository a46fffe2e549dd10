"""Key matters of oversight: complaints and holds, the centre's institutional rules, appointments with their talk."""

from qinglian.domain.integrity.flows.flow import Flow
from qinglian.domain.integrity.flows.written import cases, decision, end, start, task, way
from qinglian.law.text import Text

_AUTHORITY = Text("行政监督部门", "Supervising authority")
_OWNER = Text("主办科室", "Owning section")
_ALL = Text("各科室", "All sections")
_OFFICE = Text("办公室", "Office")
_MEETING = Text("中心党组会", "Party group meeting")
_PARTY = Text("机关党委", "Party office")
_LEADER = Text("中心主要领导", "Head of the centre")
_DISCIPLINE = Text("纪检监督员", "Discipline officer")

_COMPLAINT = Flow(
    "F15",
    Text("投诉受理与暂停招标", "Complaints, and holds on tenders"),
    "supervision",
    (
        start("收到投诉", "A complaint comes in"),
        task("register_complaint", Text("登记并出具回执", "Register, give a receipt"), role=_AUTHORITY, limit=Text("当日", "On the day"), article="REG 60", risks=("R38",)),
        task("examine_complaint", Text("审查是否受理", "Examine whether to accept"), role=_AUTHORITY, limit=Text("三个工作日", "Three working days"), article="REG 61", risks=("R38",)),
        decision("complaint_accepted", "是否受理", "Is it accepted"),
        task("refuse_complaint", Text("书面说明不受理理由", "Refuse in writing, with reasons"), role=_AUTHORITY, limit=Text("三个工作日", "Three working days"), article="O11 12"),
        decision("hold_needed", "是否须暂停", "Is a hold needed"),
        task("place_hold", Text("责令暂停", "Order a hold"), role=_AUTHORITY, article="REG 62", risks=("R13",), move="hold.place_hold"),
        task("investigate_held", Text("暂停期间调查", "Investigate under the hold"), role=_AUTHORITY, article="REG 62", risks=("R13", "R53")),
        task("lift_hold", Text("解除暂停", "Lift the hold"), role=_AUTHORITY, article="REG 62", risks=("R13",), move="hold.lift_hold"),
        task("investigate", Text("调查取证", "Investigate"), role=_AUTHORITY, article="REG 62", risks=("R53",)),
        task("decide_complaint", Text("作出书面处理决定", "Decide in writing"), role=_AUTHORITY, limit=Text("三十个工作日", "Thirty working days"), article="REG 61", risks=("R53",)),
        end("decided", "已处理", "Decided"),
        end("not_accepted", "不予受理", "Not accepted"),
    ),
    (
        *way("start", "register_complaint", "examine_complaint", "complaint_accepted"),
        *cases("complaint_accepted", ("hold_needed", "受理", "Accepted"), ("refuse_complaint", "不受理", "Not accepted")),
        *way("refuse_complaint", "not_accepted"),
        *cases("hold_needed", ("place_hold", "须暂停", "A hold is needed"), ("investigate", "不须暂停", "No hold is needed")),
        *way("place_hold", "investigate_held", "lift_hold", "decide_complaint"),
        *way("investigate", "decide_complaint", "decided"),
    ),
)  # fmt: skip

_RULES = Flow(
    "F16",
    Text("内部制度制定与年度评估", "Issuing and reviewing internal rules"),
    "office",
    (
        start("提出制定或修订", "A rule is proposed"),
        task("draft_rule", Text("起草，对照廉政风险点", "Draft against the risk points"), role=_OWNER, limit=Text("二十个工作日", "Twenty working days"), risks=("R53",)),
        task("consult_rule", Text("征求意见并逐条回应", "Consult, answer each opinion"), role=_ALL, limit=Text("十个工作日", "Ten working days")),
        task("check_rule", Text("合法性与廉洁性审查", "Check for law and integrity"), role=_DISCIPLINE, limit=Text("五个工作日", "Five working days"), risks=("R53",)),
        decision("rule_sound", "审查是否通过", "Does it pass"),
        task("adopt_rule", Text("集体审议", "Deliberate together"), role=_MEETING, risks=("R53",)),
        decision("rule_adopted", "是否通过", "Is it adopted"),
        task("issue_rule", Text("编号印发", "Number and issue"), role=_OFFICE, limit=Text("三个工作日", "Three working days")),
        task("review_rule", Text("年度评估", "Review every year"), role=_OWNER, limit=Text("每年十二月前", "By December each year")),
        decision("rule_reviewed", "评估结论", "Outcome of the review"),
        task("repeal_rule", Text("公布废止", "Repeal"), role=_OFFICE, limit=Text("三个工作日", "Three working days")),
        end("rule_kept", "继续有效", "Kept"),
        end("rule_repealed", "已废止", "Repealed"),
        end("rule_dropped", "不予制定", "Dropped"),
    ),
    (
        *way("start", "draft_rule", "consult_rule", "check_rule", "rule_sound"),
        *cases("rule_sound", ("adopt_rule", "通过", "It passes"), ("draft_rule", "退回修改", "Back to the draft")),
        *way("adopt_rule", "rule_adopted"),
        *cases("rule_adopted", ("issue_rule", "通过", "Adopted"), ("rule_dropped", "未通过", "Not adopted")),
        *way("issue_rule", "review_rule", "rule_reviewed"),
        *cases("rule_reviewed", ("rule_kept", "保留", "Kept"), ("draft_rule", "修订", "To be revised"), ("repeal_rule", "废止", "To be repealed")),
        *way("repeal_rule", "rule_repealed"),
    ),
)  # fmt: skip

_APPOINTMENT = Flow(
    "F17",
    Text("人员任用与任前廉政谈话", "Appointments and the integrity talk"),
    "party",
    (
        start("岗位出缺或到期轮换", "A post is vacant or due for rotation"),
        task("propose_candidate", Text("动议并民主推荐", "Propose and recommend"), role=_PARTY, risks=("R53", "R55")),
        task("inspect_candidate", Text("考察并核对廉政档案", "Inspect, read the integrity file"), role=_PARTY, limit=Text("十个工作日", "Ten working days"), risks=("R55",)),
        task("opinion_on_candidate", Text("出具廉洁意见", "Give an opinion on integrity"), role=_DISCIPLINE, limit=Text("五个工作日", "Five working days"), risks=("R53",)),
        decision("candidate_clean", "有无影响任用的问题", "Does anything stand against it"),
        task("decide_appointment", Text("集体讨论决定", "Decide together"), role=_MEETING, risks=("R53",)),
        task("publish_appointment", Text("任前公示", "Publish before appointment"), role=_PARTY, limit=Text("五个工作日", "Five working days"), risks=("R53",)),
        decision("publicity_clear", "公示有无异议", "Is there an objection"),
        task("integrity_talk", Text("任前廉政谈话", "Hold the integrity talk"), role=_LEADER, limit=Text("到岗前", "Before taking the post"), risks=("R55",)),
        task("sign_pledge", Text("签订岗位承诺，授予权限", "Sign the pledge, give the roles"), role=_PARTY, limit=Text("到岗当日", "On the first day"), risks=("R48", "R55")),
        end("appointed", "已任用", "Appointed"),
        end("not_appointed", "不予任用", "Not appointed"),
    ),
    (
        *way("start", "propose_candidate", "inspect_candidate", "opinion_on_candidate", "candidate_clean"),
        *cases("candidate_clean", ("decide_appointment", "没有", "Nothing"), ("not_appointed", "有", "Something does")),
        *way("decide_appointment", "publish_appointment", "publicity_clear"),
        *cases("publicity_clear", ("integrity_talk", "无异议", "None"), ("inspect_candidate", "有异议，再考察", "One: inspect again")),
        *way("integrity_talk", "sign_pledge", "appointed"),
    ),
)  # fmt: skip

OVERSIGHT_FLOWS: tuple[Flow, ...] = (_COMPLAINT, _RULES, _APPOINTMENT)
