"""The kinds of special campaigns: who hands in a self-check, and what it asks. Rows of data; a new campaign is a new row. Pure."""

from dataclasses import dataclass

from qinglian.law.text import Text

EVERYBODY, MEMBERS, OFFICIALS = "everybody", "members", "officials"
AUDIENCES: dict[str, Text] = {
    EVERYBODY: Text("全体干部职工", "everybody on the roll"),
    MEMBERS: Text("全体党员", "all members of the party"),
    OFFICIALS: Text("班子成员、科室负责人和重点岗位人员", "leaders, heads of sections and holders of key posts"),
}
OFFICIAL_STANDINGS = frozenset({"party_secretary", "leadership", "deputy_division", "section_head", "key_post"})


@dataclass(frozen=True)
class Item:
    """One thing that the self-check asks about."""

    code: str
    label: Text


@dataclass(frozen=True)
class CampaignKind:
    """One kind of campaign: its name, aim, audience (of AUDIENCES) and the items of its form."""

    code: str
    name: Text
    aim: Text
    audience: str
    items: tuple[Item, ...]


# fmt: off
CAMPAIGN_KINDS: tuple[CampaignKind, ...] = (
    CampaignKind(
        "illicit_profit", Text("领导干部违规牟利专项整治", "Illicit profit-making by officials"),
        Text("查清利用职权或者影响力在交易活动中为自己和身边人谋利的问题", "To clear up how office or influence was used for profit in what is traded here"), OFFICIALS,
        (
            Item("business", Text("本人或者亲属违规经商办企业，与交易业务有关联", "Own or relatives' business that has to do with trading")),
            Item("part_time", Text("违规兼职取酬，在企业、代理机构挂名领薪", "Paid side work, names on payrolls of firms or agencies")),
            Item("lending", Text("违规借贷、放贷，向管理服务对象借款", "Lending or borrowing with those whom we oversee")),
            Item("interfering", Text("插手干预招标投标、专家抽取、评标定标", "Interfering with tenders, draws, evaluations and awards")),
            Item("relatives", Text("为亲友承揽项目、推荐代理机构打招呼", "Putting in a word for relatives' work or for an agency")),
            Item("information", Text("泄露报名、专家、报价等未公开信息换取利益", "Trading in information that was not public")),
        ),
    ),
    CampaignKind(
        "two_leads_five", Text("“两带头五整治”纠风防腐专项行动", "“Two leads, five corrections”"),
        Text("党员干部带头守规矩、带头改作风，集中整治群众反映强烈的五类问题", "Members lead in keeping the rules and mending their ways; five kinds of problems are corrected"), MEMBERS,
        (
            Item("lead_rules", Text("带头守规矩：执行中央八项规定精神和办事制度的情况", "Leading in rules: keeping the Eight Rules and the centre's own")),
            Item("lead_style", Text("带头改作风：服务企业群众的态度和效率", "Leading in style: how firms and citizens are served")),
            Item("banquets", Text("整治违规吃喝", "Banquets against the rules")),
            Item("gifts", Text("整治违规收送礼品礼金", "Gifts and money given or taken")),
            Item("delays", Text("整治推诿拖延、吃拿卡要", "Putting people off, making them pay")),
            Item("interventions", Text("整治插手干预项目交易", "Interfering with what is traded")),
            Item("waste", Text("整治铺张浪费、违规使用公车公物", "Waste, private use of public cars and things")),
        ),
    ),
    CampaignKind(
        "service_style", Text("窗口服务作风专项整治", "Style of service at the counter"),
        Text("整治企业群众办事难、办事慢、多头跑的问题", "To end slow and roundabout service"), EVERYBODY,
        (
            Item("once", Text("一次性告知不到位，让企业来回跑", "Firms not told everything at once")),
            Item("on_time", Text("超时限办理，又不说明原因", "Late without a reason")),
            Item("manner", Text("态度生硬、首问不负责", "Rough manner, nobody feels responsible")),
            Item("favours", Text("办事讲关系，先后有别", "Some are served first")),
        ),
    ),
    CampaignKind(
        "trading_order", Text("公共资源交易秩序专项整治", "Order in public trading"),
        Text("整治围标串标、排斥限制竞争、评标不公等突出问题在中心内部的管理漏洞", "To close the centre's own gaps behind collusion, exclusion and unfair evaluation"), OFFICIALS,
        (
            Item("verification", Text("公告、文件核验不严，放过排斥限制条款", "Notices and documents passed with excluding terms")),
            Item("secrecy", Text("报名、专家、评审信息保密不严", "Secrets of registration, experts and evaluation not kept")),
            Item("site", Text("开标评标现场管理不严", "Lax order at openings and evaluations")),
            Item("clues", Text("发现线索不移送、不反馈", "Clues neither referred nor answered")),
        ),
    ),
)
# fmt: on
KIND_BY_CODE: dict[str, CampaignKind] = {row.code: row for row in CAMPAIGN_KINDS}


def item_of(kind: str, code: str) -> Item:
    """This will return an item of a kind of campaign (KeyError when it has none like this)."""
    return next((row for row in KIND_BY_CODE[kind].items if row.code == code), None) or _unknown(code)


def is_asked(kind: CampaignKind, *, standings: list[str], is_party_member: bool) -> bool:
    """This will say whether somebody of these standings hands in a form."""
    if kind.audience == MEMBERS:
        return is_party_member
    return kind.audience == EVERYBODY or bool(OFFICIAL_STANDINGS & set(standings))


def _unknown(code: str) -> Item:
    raise KeyError(code)
