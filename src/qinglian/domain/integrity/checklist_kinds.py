"""Kinds of checklists and of findings, of what is checked, of methods and of findings. Rows of data: a new kind is a new row."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class ChecklistKind:
    """One kind of check: its pillar (people.establishment.PILLARS) and name."""

    code: str
    pillar: str
    label: Text


CHECKLIST_KINDS: dict[str, ChecklistKind] = {
    row.code: row
    for row in (
        ChecklistKind("weekly", "promote", Text("每周纪律抽查", "Weekly inspection")),
        ChecklistKind("periodic", "secure", Text("重点岗位定期检查", "Periodic check of a key post")),
        ChecklistKind("gate", "secure", Text("关口检查", "Check at a gate")),
        ChecklistKind("audit", "secure", Text("审计", "Audit")),
        ChecklistKind("agency", "secure", Text("代理机构核查", "Verification of an agency")),
        ChecklistKind("campaign", "promote", Text("专项整治", "Campaign")),
        ChecklistKind("style", "promote", Text("四风问题", "Undesirable styles of work")),
        ChecklistKind("tendering", "promote", Text("招投标突出问题", "Tendering problems")),
    )
}
SUBJECT_KINDS: dict[str, Text] = {
    "department": Text("科室", "Section"),
    "post": Text("岗位", "Post"),
    "project": Text("项目", "Project"),
    "tender": Text("招标项目", "Tender"),
    "agency": Text("代理机构", "Agency"),
}
METHODS: dict[str, Text] = {
    "visit": Text("到现场", "On the spot"),
    "documents": Text("查资料", "Reading files"),
    "hearing": Text("听情况", "Hearing reports"),
    "project": Text("跟项目", "Following a project"),
}
OUTCOMES: dict[str, tuple[str, Text]] = {  # with the chip that shows it
    "sound": ("ok", Text("落实", "In place")),
    "attention": ("warn", Text("需要注意", "Needs attention")),
    "alarm": ("stop", Text("没有落实", "Not in place")),
    "not_applicable": ("wait", Text("不适用", "Not applicable")),
}
SEVERITIES: dict[str, tuple[str, Text]] = {
    "minor": ("wait", Text("一般", "Minor")),
    "serious": ("warn", Text("较重", "Serious")),
    "grave": ("stop", Text("严重", "Grave")),
}
VERDICTS: dict[str, tuple[str, Text]] = {
    "sound": ("ok", Text("落实到位", "Sound")),
    "partly": ("warn", Text("基本落实，有薄弱处", "Sound in the main, with weak places")),
    "unsound": ("stop", Text("没有落实", "Not sound")),
    "empty": ("wait", Text("没有适用的事项", "Nothing applied")),
}


def verdict_of(outcomes: list[str]) -> str:
    """This will assess a check from its items' outcomes: one alarm makes it unsound, one attention partly sound."""
    if "alarm" in outcomes:
        return "unsound"
    if "attention" in outcomes:
        return "partly"
    return "sound" if "sound" in outcomes else "empty"
