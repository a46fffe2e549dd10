"""How the centre is set up: its four pillars of integrity, sections, party branches, posts of work and standings. Rows of data."""

from dataclasses import dataclass

from qinglian.law.text import Text

PILLARS: dict[str, Text] = {
    "learn": Text("学廉", "Learn"),
    "build": Text("建廉", "Build"),
    "promote": Text("促廉", "Promote"),
    "secure": Text("固廉", "Secure"),
}


@dataclass(frozen=True)
class Department:
    """A section of the centre that answers for risk points."""

    code: str
    name: Text
    duty: Text


@dataclass(frozen=True)
class Branch:
    """A party branch, and the sections whose people belong to it."""

    code: str
    name: Text
    departments: tuple[str, ...]


@dataclass(frozen=True)
class WorkPost:
    """A post of work in one section. Risk points and pledges belong to it; logins and roles are another matter (roles.ROLES)."""

    code: str
    name: Text
    department: str


# fmt: off
DEPARTMENTS: tuple[Department, ...] = (
    Department("office", Text("办公室", "Office"), Text("文秘、采购、接待、场地和档案", "Secretariat, purchasing, reception, rooms and archive")),
    Department("party", Text("机关党委", "Party office"), Text("干部人事、廉政教育、插手干预记录", "Personnel, integrity education, the register of interventions")),
    Department("service", Text("受理服务科", "Registration section"), Text("主体登记、密钥绑定、窗口咨询", "Registering organisations, binding keys, answering at the counter")),
    Department("transaction", Text("交易管理科", "Transaction section"), Text("公告核验、开标主持、评标组织、公示服务", "Verifying notices, hosting openings and evaluations, publishing candidates")),
    Department("supervision", Text("监督检查科", "Supervision and inspection section"), Text("全程见证、随机检查、线索移送", "Witnessing the process, random inspections, referring clues")),
    Department("expert", Text("专家管理科", "Expert section"), Text("专家库维护、抽取协助、履职考核", "Keeping the register of experts, helping with draws, assessing their work")),
    Department("information", Text("信息技术科", "Information section"), Text("平台运行、账号权限、日志与备份", "Running the platform, accounts and posts, log and backups")),
    Department("finance", Text("财务科", "Finance section"), Text("保证金、服务费、专家劳务费和财务账", "Bid security, service fees, experts' fees and the books")),
)
# fmt: on
DEPARTMENT_BY_CODE: dict[str, Department] = {row.code: row for row in DEPARTMENTS}

BRANCHES: tuple[Branch, ...] = (
    Branch("first", Text("第一党支部", "First branch"), ("office", "party", "finance")),
    Branch("second", Text("第二党支部", "Second branch"), ("service", "transaction", "expert")),
    Branch("third", Text("第三党支部", "Third branch"), ("supervision", "information")),
)
BRANCH_BY_CODE: dict[str, Branch] = {row.code: row for row in BRANCHES}

WORK_POSTS: tuple[WorkPost, ...] = (
    WorkPost("director", Text("中心主任", "Director"), "office"),
    WorkPost("deputy_director", Text("中心副主任", "Deputy director"), "office"),
    WorkPost("clerk", Text("文秘", "Clerk"), "office"),
    WorkPost("archivist", Text("档案管理员", "Archivist"), "office"),
    WorkPost("room_keeper", Text("场地管理员", "Keeper of rooms"), "office"),
    WorkPost("purchaser", Text("采购经办人", "Purchasing clerk"), "office"),
    WorkPost("receptionist", Text("接待经办人", "Receptionist"), "office"),
    WorkPost("party_officer", Text("党务专干", "Party officer"), "party"),
    WorkPost("discipline_officer", Text("纪检专干", "Discipline officer"), "party"),
    WorkPost("verifier", Text("登记核验员", "Verifier"), "service"),
    WorkPost("counter_clerk", Text("窗口人员", "Counter clerk"), "service"),
    WorkPost("notice_officer", Text("公告核验员", "Notice officer"), "transaction"),
    WorkPost("host", Text("开标主持人", "Opening host"), "transaction"),
    WorkPost("witness", Text("现场见证员", "Witness"), "supervision"),
    WorkPost("register_keeper", Text("专家库管理员", "Keeper of the register"), "expert"),
    WorkPost("administrator", Text("系统管理员", "Administrator"), "information"),
    WorkPost("operator", Text("平台运维人员", "Platform operator"), "information"),
    WorkPost("cashier", Text("收费退款人员", "Cashier"), "finance"),
    WorkPost("fee_clerk", Text("专家费经办人", "Clerk for experts' fees"), "finance"),
)
WORK_POST_BY_CODE: dict[str, WorkPost] = {row.code: row for row in WORK_POSTS}

# What a person is beside the post of work; talks, lists of duties and coverage go by these. One person may be several.
STANDINGS: dict[str, Text] = {
    "party_secretary": Text("党委书记", "Party secretary"),
    "leadership": Text("班子成员", "Member of the leadership"),
    "deputy_division": Text("副处级干部", "Deputy-division cadre"),
    "section_head": Text("科室负责人", "Head of a section"),
    "branch_secretary": Text("支部书记", "Branch secretary"),
    "key_post": Text("重点岗位人员", "Holder of a key post"),
}

CAUSES: dict[str, Text] = {
    "entered": Text("入职", "Entered"),
    "promoted": Text("提拔", "Promoted"),
    "appointed": Text("新任", "Newly appointed"),
    "moved": Text("调岗", "Moved"),
    "corrected": Text("更正", "Corrected"),
}
