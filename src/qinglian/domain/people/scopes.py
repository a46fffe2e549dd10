"""What an API token may do, as data: reading and writing, in each part of the API (the tags of its endpoints). Pure."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Scope:
    """One scope: its code and what it opens. Its person's post bounds it further: a token never does more than its person may."""

    code: str
    label: Text


SCOPES: tuple[Scope, ...] = (
    Scope("people:read", Text("查看登记、密钥和岗位", "Read registrations, keys and posts")),
    Scope("people:write", Text("办理登记、密钥和岗位", "Act on registrations, keys and posts")),
    Scope("projects:read", Text("查看投资项目", "Read investment projects")),
    Scope("projects:write", Text("编制投资项目", "Prepare investment projects")),
    Scope("tenders:read", Text("查看公告与招标文件", "Read notices and documents")),
    Scope("tenders:write", Text("编制、复核公告与招标文件", "Prepare and review notices and documents")),
    Scope("bids:read", Text("查看投标与开标事项", "Read bids and openings")),
    Scope("bids:write", Text("办理开标事项", "Act at openings")),
    Scope("evaluation:read", Text("查看评标进展", "Read how evaluations go")),
    Scope("evaluation:write", Text("办理评标室事项", "Act for evaluation rooms")),
    Scope("experts:read", Text("查看专家库与专家抽取", "Read the register of experts and draws")),
    Scope("experts:write", Text("办理专家库与专家抽取", "Act on the register of experts and draws")),
    Scope("contracts:read", Text("查看候选人公示与定标", "Read candidates and awards")),
    Scope("contracts:write", Text("办理候选人公示与定标", "Act on candidates and awards")),
    Scope("rules:read", Text("查看制度、审查与对标", "Read rules, reviews and benchmarks")),
    Scope("rules:write", Text("办理制度、审查与对标", "Act on rules, reviews and benchmarks")),
    Scope("supervision:read", Text("查看风险墙与预警", "Read the risk wall and its warnings")),
    Scope("supervision:write", Text("说明、办结预警，记录检查", "Explain and close warnings, note checks")),
    Scope("integrity:read", Text("查看会议、计划、承诺与查摆", "Read meetings, plans, pledges and rounds")),
    Scope("integrity:write", Text("办理会议、计划、承诺与查摆", "Act on meetings, plans, pledges and rounds")),
    Scope("study:read", Text("查看学习教育", "Read study and its coverage")),
    Scope("study:write", Text("办理学习教育", "Act on study")),
    Scope("inspections:read", Text("查看抽查、检查与整改", "Read inspections, checks and corrections")),
    Scope("inspections:write", Text("办理抽查、检查与整改", "Act on inspections, checks and corrections")),
    Scope(
        "education:read",
        Text("查看谈话、家庭、消息、阵地与图书", "Read talks, families, messages, positions and books"),
    ),
    Scope(
        "education:write",
        Text("办理谈话、家庭、消息、阵地与图书", "Act on talks, families, messages, positions and books"),
    ),
    Scope("outreach:read", Text("查看开放日、意见建议和评价", "Read open days, suggestions and ratings")),
    Scope("outreach:write", Text("办理开放日、意见建议和评价", "Act on open days, suggestions and ratings")),
)
_SAFE = ("GET", "HEAD", "OPTIONS")


def scope_of_request(method: str, path: str) -> str:
    """This will return the scope that a request to `/api/<part>/...` needs; where no row above names it, no token passes."""
    part = path.removeprefix("/api/").partition("/")[0]
    return f"{part}:{'read' if method in _SAFE else 'write'}"


def label_of(code: str) -> Text:
    """This will return a scope's label (the code itself for one that is no longer offered)."""
    return next((scope.label for scope in SCOPES if scope.code == code), Text(code, code))
