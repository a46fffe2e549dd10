"""Roles as data, so that a citizen can read who may do what. A post carries roles; lifecycles name the roles of each act."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Role:
    """One role: its code, the audience whose pages it opens, whether sign-in needs a second factor."""

    code: str
    audience: str
    label: Text
    duty: Text
    second_factor: bool


ROLES: tuple[Role, ...] = (
    Role("bidder_agent", "bidder", Text("投标经办人", "Bidder's agent"), Text("填报登记、密封并递交投标文件、参加开标", "Files registrations, seals and submits bids, attends openings"), False),
    Role("buyer_operator", "buyer", Text("招标经办人", "Tender officer"), Text("编制项目、公告与招标文件", "Prepares projects, notices and documents"), False),
    Role("buyer_reviewer", "buyer", Text("招标复核人", "Tender reviewer"), Text("复核公告；不能复核自己编制的", "Reviews notices, never those of one's own making"), False),
    Role("centre_verifier", "centre", Text("中心核验员", "Centre verifier"), Text("核验登记、密钥和公告", "Verifies registrations, keys and notices"), True),
    Role("centre_host", "centre", Text("开标主持人", "Opening host"), Text("主持开标、答复当场异议的程序事项、签署记录", "Hosts openings, records answers, signs the record"), True),
    Role("centre_admin", "centre", Text("系统管理员", "Administrator"), Text("管理岗位和机构状态", "Manages posts and organisations' states"), True),
    Role("supervisor", "supervisor", Text("行政监督人员", "Supervising officer"), Text("查看全过程，不能改动业务", "Sees the whole process, changes nothing in it"), True),
    Role("guardian", "guardian", Text("密钥保管人", "Guardian"), Text("签署密钥卡，开标时交出份额", "Signs cards, releases shares at the opening"), True),
)

ORGANISATION_KINDS: dict[str, Text] = {
    "tenderer": Text("招标人", "Tenderer"),
    "agency": Text("招标代理机构", "Tender agency"),
    "bidder": Text("投标人", "Bidder"),
    "supervisor": Text("行政监督部门", "Supervising authority"),
    "centre": Text("公共资源交易中心", "Trading centre"),
}


def role(code: str) -> Role:
    """This will return the role with this code (KeyError when there is none)."""
    return next(role for role in ROLES if role.code == code)
