"""The centre's staff come on the roll: leaders, heads of sections, branch secretaries, holders of key posts. All fictional."""

from dataclasses import dataclass

from tests.stories.cast import Cast, appoint
from tests.stories.stage import Stage


@dataclass(frozen=True)
class Member:
    """One member of staff: the roles of the login, and what the roll says."""

    login: str
    name: str
    title: str
    roles: tuple[str, ...]
    department: str
    work_post: str
    branch: str
    standings: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    is_party_member: bool = True


# fmt: off
LEADER, HEAD, STAFF = ("centre_leader", "staff"), ("section_head", "staff"), ("staff",)
MEMBERS: tuple[Member, ...] = (
    Member("director", "程守一", "中心主任", LEADER, "office", "director", "first", ("party_secretary", "leadership"), ("office", "party")),
    Member("deputy-1", "卢敬之", "中心副主任", LEADER, "office", "deputy_director", "second", ("leadership", "deputy_division"), ("service", "transaction", "expert")),
    Member("deputy-2", "梅若水", "中心副主任", LEADER, "office", "deputy_director", "third", ("leadership", "deputy_division"), ("supervision", "information", "finance")),
    Member("party", "温如言", "机关党委副书记", ("party_officer", "section_head", "staff"), "party", "party_officer", "first", ("section_head", "branch_secretary")),
    Member("discipline", "石清源", "纪检专干", ("discipline_officer", "staff"), "party", "discipline_officer", "third", ("key_post",)),
    Member("head-office", "祝文涛", "办公室主任", HEAD, "office", "clerk", "first", ("section_head",)),
    Member("head-service", "田有为", "受理服务科科长", HEAD, "service", "verifier", "second", ("section_head", "key_post")),
    Member("head-transaction", "齐正平", "交易管理科科长", HEAD, "transaction", "notice_officer", "second", ("section_head", "branch_secretary", "key_post")),
    Member("head-supervision", "韦明达", "监督检查科科长", HEAD, "supervision", "witness", "third", ("section_head", "branch_secretary")),
    Member("head-expert", "苗知远", "专家管理科科长", HEAD, "expert", "register_keeper", "second", ("section_head", "key_post")),
    Member("head-information", "莫思远", "信息技术科科长", HEAD, "information", "operator", "third", ("section_head", "key_post")),
    Member("head-finance", "金审言", "财务科科长", HEAD, "finance", "fee_clerk", "first", ("section_head", "key_post")),
    Member("archivist", "白简", "档案管理员", STAFF, "office", "archivist", "first"),
    Member("rooms", "容与", "场地管理员", STAFF, "office", "room_keeper", "first"),
    Member("purchaser", "柴进前", "采购经办人", STAFF, "office", "purchaser", "first", ("key_post",)),
    Member("reception", "方宁", "接待经办人", STAFF, "office", "receptionist", "first", (), (), False),
    Member("counter", "简宜", "窗口人员", STAFF, "service", "counter_clerk", "second", (), (), False),
    Member("witness", "高望", "现场见证员", STAFF, "supervision", "witness", "third"),
    Member("operator", "经纬", "平台运维人员", STAFF, "information", "operator", "third", ("key_post",)),
    Member("cashier", "钱清白", "收费退款人员", STAFF, "finance", "cashier", "first", ("key_post",)),
)
KNOWN = (  # staff whom the trading stories brought in: login, department, work post, branch, standings
    ("verifier", "service", "verifier", "second", ("key_post",)),
    ("host", "transaction", "host", "second", ("key_post",)),
    ("registrar", "expert", "register_keeper", "second", ("key_post",)),
    ("admin", "information", "administrator", "third", ("key_post",)),
)
# fmt: on


def play(stage: Stage, cast: Cast) -> None:
    """This will give everybody a login and a post, and put everybody on the roll, the secretary first."""
    for member in MEMBERS:
        appoint(stage, cast.centre, login=member.login, name=member.name, title=member.title, roles=list(member.roles))
    for member in MEMBERS:
        _enter(
            stage, person_of(stage, member.login), department=member.department, work_post=member.work_post, branch=member.branch,
            standings=list(member.standings), area=list(member.area), is_party_member=member.is_party_member,
        )  # fmt: skip
    for login, department, work_post, branch, standings in KNOWN:
        _enter(
            stage, person_of(stage, login), department=department, work_post=work_post, branch=branch,
            standings=list(standings), is_party_member=True,
        )  # fmt: skip


def person_of(stage: Stage, login: str) -> str:
    """This will return the id of the person with this login."""
    return str(stage.get("/people/session", by=login)["person"])


def _enter(stage: Stage, person: str, **entry: object) -> None:
    stage.post("/people/roll", {"person": person} | entry, by="admin")
