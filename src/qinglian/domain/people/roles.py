"""Roles as data, so that a citizen can read who may do what. A post carries roles; lifecycles name the roles of each act."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Role:
    """One role: its code, the audience whose pages it opens, whether sign-in needs a second factor, in which organisations it lives."""

    code: str
    audience: str
    label: Text
    duty: Text
    second_factor: bool
    kinds: tuple[str, ...]


ROLES: tuple[Role, ...] = (
    Role(
        "registrant",
        "shared",
        Text("机构登记经办人", "Registrant"),
        Text(
            "填报本机构的登记和变更，提出密钥，管理本机构岗位",
            "Files the organisation's data, proposes keys, manages its posts",
        ),
        False,
        ("tenderer", "agency", "bidder"),
    ),
    Role(
        "bidder_agent",
        "bidder",
        Text("投标经办人", "Bidder's agent"),
        Text("密封并递交投标文件，参加开标", "Seals and submits bids, attends openings"),
        False,
        ("bidder",),
    ),
    Role(
        "buyer_operator",
        "buyer",
        Text("招标经办人", "Tender officer"),
        Text("编制项目、公告与招标文件", "Prepares projects, notices and documents"),
        False,
        ("tenderer", "agency"),
    ),
    Role(
        "buyer_reviewer",
        "buyer",
        Text("招标复核人", "Tender reviewer"),
        Text("复核公告；不能复核自己编制的", "Reviews notices, never those of one's own making"),
        False,
        ("tenderer", "agency"),
    ),
    Role(
        "centre_verifier",
        "centre",
        Text("中心核验员", "Centre verifier"),
        Text("核验登记、密钥和公告", "Verifies registrations, keys and notices"),
        True,
        ("centre",),
    ),
    Role(
        "centre_host",
        "centre",
        Text("开标主持人", "Opening host"),
        Text("主持开标、答复当场异议的程序事项、签署记录", "Hosts openings, records answers, signs the record"),
        True,
        ("centre",),
    ),
    Role(
        "expert_officer",
        "centre",
        Text("专家库管理员", "Keeper of the expert register"),
        Text("维护评标专家库；不知道抽中了谁", "Keeps the register of experts; never learns who was drawn"),
        True,
        ("centre",),
    ),
    Role(
        "centre_admin",
        "centre",
        Text("系统管理员", "Administrator"),
        Text("管理岗位和机构状态", "Manages posts and organisations' states"),
        True,
        ("centre",),
    ),
    Role(
        "centre_leader",
        "centre",
        Text("中心领导", "Leader of the centre"),
        Text(
            "看四廉总览和各科室的进度，签批、谈话、参加检查",
            "Sees the four pillars and every section's progress; signs, talks, takes part in checks",
        ),
        True,
        ("centre",),
    ),
    Role(
        "party_officer",
        "centre",
        Text("机关党委工作人员", "Party officer"),
        Text(
            "管花名册，组织学习、谈话、承诺、家访和文化阵地",
            "Keeps the roll; organises study, talks, pledges, home visits and culture",
        ),
        True,
        ("centre",),
    ),
    Role(
        "discipline_officer",
        "centre",
        Text("纪检人员", "Discipline officer"),
        Text(
            "抽查、专项整治、问题整改，登记风险点和检查结果",
            "Inspects, runs campaigns, follows problems to their correction, keeps the risk points",
        ),
        True,
        ("centre", "supervisor"),
    ),
    Role(
        "section_head",
        "centre",
        Text("科室负责人", "Head of a section"),
        Text("管本科室的任务、自查和风险点", "Answers for the own section's tasks, self-checks and risk points"),
        True,
        ("centre",),
    ),
    Role(
        "staff",
        "centre",
        Text("干部职工", "Member of staff"),
        Text("学习、签承诺、写体会，办好“要我办的”", "Studies, signs pledges, writes reflections, does what is asked"),
        False,
        ("centre",),
    ),
    Role(
        "supervisor",
        "supervisor",
        Text("行政监督人员", "Supervising officer"),
        Text("查看全过程，不能改动业务", "Sees the whole process, changes nothing in it"),
        True,
        ("supervisor",),
    ),
    Role(
        "guardian",
        "guardian",
        Text("密钥保管人", "Guardian"),
        Text("签署密钥卡，开标时交出份额", "Signs cards, releases shares at the opening"),
        True,
        ("supervisor", "centre", "tenderer", "agency"),
    ),
)

ORGANISATION_KINDS: dict[str, Text] = {
    "tenderer": Text("招标人", "Tenderer"),
    "agency": Text("招标代理机构", "Tender agency"),
    "bidder": Text("投标人", "Bidder"),
    "supervisor": Text("行政监督部门", "Supervising authority"),
    "centre": Text("公共资源交易中心", "Trading centre"),
}

# What an organisation may register itself as, and the business roles that its first person then gets.
SELF_REGISTERED: dict[str, tuple[str, ...]] = {
    "tenderer": ("buyer_operator",),
    "agency": ("buyer_operator",),
    "bidder": ("bidder_agent",),
}


def role(code: str) -> Role:
    """This will return the role with this code (KeyError when there is none)."""
    for found in ROLES:
        if found.code == code:
            return found
    raise KeyError(code)


def roles_of_kinds(kinds: list[str]) -> frozenset[str]:
    """This will list the roles that posts of an organisation of these kinds may carry."""
    return frozenset(found.code for found in ROLES if set(found.kinds) & set(kinds))


def first_roles(kinds: list[str]) -> list[str]:
    """This will list the roles of the person who registers an organisation of these kinds."""
    wanted = {"registrant"} | {code for kind in kinds for code in SELF_REGISTERED.get(kind, ())}
    return [found.code for found in ROLES if found.code in wanted]
