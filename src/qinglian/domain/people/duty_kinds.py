"""The kinds of duties: what staff of the centre owe, under which pillar. Rows of data; a new kind is a new row."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class DutyKind:
    """One kind of duty: its pillar (establishment.PILLARS) and what the list "what is asked of me" calls the act."""

    code: str
    pillar: str
    label: Text


DUTY_KINDS: tuple[DutyKind, ...] = (
    DutyKind("attend", "learn", Text("参加活动", "Take part")),
    DutyKind("reflection", "learn", Text("写心得体会", "Write a reflection")),
    DutyKind("self_test", "learn", Text("做小测验", "Take the self-test")),
    DutyKind("follow_up_study", "learn", Text("组织跟进学习", "Hold a follow-up study")),
    DutyKind("lecture", "learn", Text("讲廉政党课", "Give the integrity lecture")),
    DutyKind("discussion", "learn", Text("组织以案促改讨论", "Hold a case discussion")),
    DutyKind("commitment", "learn", Text("兑现整改承诺", "Keep what was undertaken")),
    DutyKind("talk", "learn", Text("廉政谈话", "Hold an integrity talk")),
    DutyKind("talk_on_appointment", "learn", Text("任前廉政谈话", "Talk with somebody newly appointed")),
    DutyKind("decision", "build", Text("落实会议决定", "Carry out a decision")),
    DutyKind("work_task", "build", Text("完成分解任务", "Do a task of the plan")),
    DutyKind("duty_list", "build", Text("签一岗双责清单", "Sign the lists of duties")),
    DutyKind("duty_list_review", "build", Text("年度述责", "Review the lists of duties")),
    DutyKind("culture_renewal", "build", Text("更新文化阵地", "Renew a culture position")),
    DutyKind("return_book", "build", Text("归还图书", "Return a book")),
    DutyKind("home_visit", "build", Text("家访", "Visit at home")),
    DutyKind("family_video", "build", Text("录家庭话廉视频", "Record the family's video")),
    DutyKind("clause", "build", Text("落实对标条款", "Carry out a clause")),
    DutyKind("inspection", "promote", Text("纪律抽查", "Inspect")),
    DutyKind("festival_reading", "promote", Text("阅读节日提醒", "Read the festival reminder")),
    DutyKind("self_check", "promote", Text("自查自纠", "Check oneself")),
    DutyKind("self_check_review", "promote", Text("复核自查表", "Review self-checks")),
    DutyKind("pledge", "secure", Text("签岗位廉政承诺", "Sign the integrity pledge")),
    DutyKind("rule_review", "secure", Text("审查制度", "Review a rule")),
    DutyKind("risk_proposal", "secure", Text("查摆风险点", "Propose risk points")),
    DutyKind("periodic_check", "secure", Text("定期检查", "Carry out a periodic check")),
    DutyKind("rectification", "secure", Text("整改问题", "Correct a problem")),
    DutyKind("recheck", "secure", Text("复查整改", "Check a correction again")),
    DutyKind("urge", "secure", Text("督办逾期整改", "Press a correction that is late")),
    DutyKind("answer_suggestion", "secure", Text("答复意见建议", "Answer a suggestion")),
)
DUTY_KIND_BY_CODE: dict[str, DutyKind] = {row.code: row for row in DUTY_KINDS}
