"""What was written in the year of campaigns: self-checks, problems, gifts, the ledger. All fictional."""

from dataclasses import dataclass, field

Seen = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Paper:
    """One campaign's forms: who has not handed in, which layers are slow, what each layer saw, what the officer found."""

    nothing: str
    owed: tuple[str, ...] = ()
    slow: tuple[str, ...] = ()
    own: dict[str, Seen] = field(default_factory=dict)
    heads: dict[str, Seen] = field(default_factory=dict)
    leaders: dict[str, Seen] = field(default_factory=dict)
    found: tuple[dict[str, str], ...] = ()


@dataclass(frozen=True)
class Style:
    """A problem of style, and its correction where there is one."""

    body: dict[str, str]
    correction: str = ""


@dataclass(frozen=True)
class Given:
    """A gift: who declares it, what it is, what became of it."""

    login: str
    body: dict[str, object]
    disposal: dict[str, str] = field(default_factory=dict)


FOUND = "对照清单逐项自查，发现的问题已写在对应项下，愿意立即改正，接受组织监督。"
REVIEWED = "已与本人谈话核对，所填情况属实，同意上报。"
APPROVED = "已审阅，同意科室意见；有问题的按期整改，纪检跟踪。"
CORRECTED = "已按要求逐项整改：责任人作出说明，完善了登记台账，在科务会上通报提醒，相关凭据已归档。"
CLOSED = "现场核对台账和凭据，整改到位，同意办结。"

TWO_LEADS = Paper(
    nothing="对照七项内容逐项自查，没有发现问题，今后继续严格要求自己。",
    owed=("archivist", "witness"),
    own={
        "verifier": (("delays", "两件变更登记超过承诺时限一天办结，没有提前告知企业。"),),
        "cashier": (("lead_style", "窗口解释退款流程不够耐心，被企业口头投诉一次。"),),
        "rooms": (("waste", "评标室空调、照明下班后没有及时关闭。"),),
    },
    heads={
        "head-transaction": (("delays", "公告核验高峰期存在积压，个别件没有一次性告知。"),),
        "head-finance": (("lead_style", "保证金退还咨询电话占线时间长，没有设专人接听。"),),
    },
    leaders={"deputy-1": (("lead_rules", "科室之间交接登记不全，首问负责没有落到人。"),)},
    found=(
        {
            "item": "delays",
            "department": "service",
            "source": "public",
            "words": "抽看窗口录像，午间换岗有八分钟无人受理。",
        },
        {
            "item": "waste",
            "department": "office",
            "source": "inspection",
            "words": "会议材料双面打印没有落实，领用台账缺三次签字。",
        },
    ),
)
ILLICIT_PROFIT = Paper(
    nothing="本人及近亲属没有经商办企业、违规兼职取酬等情形，没有插手干预交易活动。",
    slow=("head-expert",),
    own={
        "purchaser": (("relatives", "表弟所在公司曾咨询本单位办公用品采购，本人当时没有主动报告，现补报。"),),
        "registrar": (("part_time", "曾受邀为行业协会授课一次，酬金未及时报告，现已补报。"),),
    },
    heads={"head-office": (("information", "采购询价单在公共打印机上停留，存在泄露风险。"),)},
    found=(
        {
            "item": "interfering",
            "department": "transaction",
            "source": "report",
            "words": "来信反映有人就开标场地安排打招呼，经核只有询问，没有记录。",
        },
    ),
)
STYLES: tuple[tuple[int, int, Style], ...] = (
    (2, 10, Style({"style": "extravagance", "department": "office", "source": "accounts", "words": "节前采购慰问品，单价超过标准，没有附比价单。"}, "超标准部分由经办人退回，补齐比价单，修订慰问品采购流程。")),
    (2, 24, Style({"style": "hedonism", "department": "supervision", "source": "inspection", "words": "节后第一天抽查，一人上班时间浏览购物网站。"}, "对本人提醒谈话，科室开展纪律自查。")),
    (4, 8, Style({"style": "formalism", "department": "information", "source": "self_check", "words": "巡检记录三天一起补填，内容雷同。"}, "改为系统自动留痕，巡检人当日签名。")),
    (6, 16, Style({"style": "hedonism", "department": "finance", "source": "report", "words": "收受代理机构寄来的粽子礼盒提货券一张，价值 200 元。"}, "提货券退还，本人书面检讨并登记。")),
    (9, 22, Style({"style": "bureaucratism", "department": "service", "source": "public", "words": "企业咨询主体登记材料，三次答复不一致。"}, "统一答复口径，一次性告知单上墙、上网。")),
    (9, 28, Style({"style": "extravagance", "department": "office", "source": "inspection", "words": "节前会议摆放鲜花果盘，与简朴办会要求不符。"})),
)  # fmt: skip
GIFTS: tuple[tuple[int, int, Given], ...] = (
    (2, 12, Given("host", {"what": "购物卡一张", "value_fen": 50_000, "giver_kind": "agency", "giver": "江城某招标代理公司", "circumstances": "夹在送来的贺年卡里，拆开时送件人已经离开。"}, {"disposal": "returned", "remark": "由两人送还公司，对方经办人签收。"})),
    (6, 15, Given("purchaser", {"what": "茶叶两盒", "value_fen": 36_000, "giver_kind": "supplier", "giver": "江城某办公用品公司", "circumstances": "快递寄到传达室，退件被拒收。"}, {"disposal": "treasury", "remark": "按规定拍卖后上缴，缴库凭据存纪检室。"})),
    (9, 20, Given("cashier", {"what": "电子月饼券一张", "value_fen": 29_800, "giver_kind": "bidder", "circumstances": "对方发到手机上，当即回复拒绝，但券已自动入账，不能退回。"})),
)  # fmt: skip
# years ago, month, category, risk point, section, words
LEDGER: tuple[tuple[int, int, str, str, str, str], ...] = (
    (3, 3, "excluding_terms", "R05", "transaction", "三个项目的资格条件要求本市业绩，公告核验时没有退回。"),
    (3, 5, "collusion", "R16", "supervision", "一个标段三家投标文件的错字、页码相同，没有移送。"),
    (3, 8, "agency", "R10", "transaction", "代理机构套用旧版示范文本，评分办法前后矛盾。"),
    (3, 10, "evaluation", "R31", "expert", "两名专家打分明显偏离其他评委，没有说明理由。"),
    (3, 11, "disclosure", "R39", "transaction", "候选人公示缺评分和被否决的原因。"),
    (2, 4, "excluding_terms", "R05", "transaction", "设备采购指定品牌参数，经异议后才修改。"),
    (2, 6, "collusion", "R16", "supervision", "两家投标人的电子文件由同一台电脑制作。"),
    (2, 9, "evaluation", "R31", "expert", "一名专家连续三个项目给同一家企业最高分。"),
    (2, 11, "objections", "R38", "transaction", "两件异议答复超过三日。"),
    (1, 3, "excluding_terms", "R05", "transaction", "一个项目把企业规模作为加分项。"),
    (1, 7, "splitting", "R04", "supervision", "同一单位三个月内四个零星工程，合计达到招标限额。"),
    (1, 9, "performance", "R41", "office", "中标后更换项目经理，没有备案。"),
    (0, 1, "collusion", "R16", "supervision", "一个标段两家投标保证金从同一账户转出，预警后移送住建部门。"),
    (0, 1, "disclosure", "R36", "transaction", "两个项目评标结束五日后才公示候选人。"),
    (0, 1, "agency", "R14", "transaction", "代理机构发澄清没有同时通知全部投标人，已要求重发。"),
)  # fmt: skip
