"""The parts page: every part of the look in every state, to copy from and for tests to measure."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from qinglian.law.text import Text
from qinglian.record import clock
from qinglian.web.shared.figures import CHINA
from qinglian.web.shared.forms import MomentField, PageForm, YuanField, spoken
from qinglian.web.shared.parts import Step


@dataclass(frozen=True)
class SampleVerdict:
    """A verdict made up for this page, in the shape of tenders.rules.Verdict."""

    rule: str
    label: Text
    finding: Text
    article: str
    outcome: str
    field: str = ""


COLOURS = (
    ("paper", "#FAF7F0", "", Text("纸", "Paper"), Text("页面底色", "Ground of the page")),
    (
        "sheet",
        "#FFFFFF",
        "",
        Text("白", "Sheet"),
        Text("只给表单、核验框和正在做的一行", "Only forms, proof box and the row being worked on"),
    ),
    ("ink-900", "#0E2236", "15.1", Text("深墨", "Ink 900"), Text("正文、表头线", "Text, table head line")),
    (
        "ink-700",
        "#16395C",
        "11.1",
        Text("墨蓝", "Ink 700"),
        Text("主按钮、导航、已完成", "Primary button, navigation, done"),
    ),
    ("link", "#1B4F86", "7.8", Text("链接", "Link"), Text("链接，一律带下划线", "Links, always underlined")),
    ("text-2", "#46525F", "7.5", Text("次要字", "Text 2"), Text("说明、单位、时间", "Explanations, units, times")),
    ("text-3", "#5C6670", "5.5", Text("最浅字", "Text 3"), Text("只用于计数和元数据", "Only counts and metadata")),
    (
        "vermilion",
        "#B3291A",
        "6.0",
        Text("朱砂", "Vermilion"),
        Text("印章、违反、24 小时内到期", "Seal, breach, less than 24 hours left"),
    ),
    ("ink-500", "#2C5D8F", "6.4", Text("图蓝", "Ink 500"), Text("图表里的普通数据", "Data in charts")),
    (
        "line-ui",
        "#857C6C",
        "3.9",
        Text("框线", "Line"),
        Text("输入框等可操作的边框", "Border of what can be typed in or pressed"),
    ),
)

STATUSES = (
    (
        "ok",
        Text("符合", "Met"),
        Text("符合、正常、已见证、已交出、可核验", "Met, normal, witnessed, released, checkable"),
    ),
    (
        "warn",
        Text("注意", "Note"),
        Text("要人看一眼：临近期限、改过、待说明", "Somebody should look: near its time, changed, to be explained"),
    ),
    ("stop", Text("违反", "Broken"), Text("违反、失败、告警：必须处理", "Broken, failed, alarm: must be dealt with")),
    ("run", Text("进行中", "Running"), Text("正在发生，数字会变", "Happening now, figures change")),
    ("wait", Text("等待", "Waiting"), Text("轮不到、未开始、依据待核", "Not its turn, not begun, source unverified")),
    ("sealed", Text("密封", "Sealed"), Text("依法保密，到时公开；写明何时", "Secret by law until a named moment")),
)

STEPS = [
    Step(Text("招标公告", "Notice"), "done", "10-28"),
    Step(Text("提问与澄清", "Questions"), "done", Text("11-13 止", "until 11-13")),
    Step(Text("投标", "Bids"), "now", Text("11-25 09:30 止", "until 11-25 09:30")),
    Step(Text("开标", "Opening"), "ahead", "11-25 09:30"),
    Step(Text("开标记录", "Record"), "ahead", Text("开标当日", "same day")),
]

VERDICTS = [
    SampleVerdict(
        "min_bid_period_days", Text("投标期", "Bidding period"), Text("28 ≥ 20 日", "28 ≥ 20 days"), "ZTB 24", "met"
    ),
    SampleVerdict(
        "bid_security", Text("投标保证金", "Bid security"), Text("2.40% > 2%", "2.40% > 2%"), "REG 26", "broken"
    ),
    SampleVerdict(
        "no_local_condition",
        Text("地域限制用语", "Local conditions"),
        Text("曾有，已删", "There was one; struck out"),
        "REG 32",
        "note",
    ),
    SampleVerdict(
        "security_ceiling",
        Text("保证金上限", "Ceiling of the security"),
        Text("80 ≤ 80 万元", "800 ≤ 800 thousand CNY"),
        "O30 37",
        "unverified",
    ),
]


class SampleForm(PageForm):
    """A form with every kind of field, for the parts page."""

    name = MomentField(label=spoken("投标截止时间（即开标时间）", "Deadline of bids (and hour of the opening)"))
    cap = YuanField(
        label=spoken("最高投标限价（元）", "Price cap (CNY)"),
        help_text=spoken("不设最低限价", "A floor is forbidden"),
        required=False,
    )


def parts_page(request: HttpRequest) -> HttpResponse:
    """This will show the parts, with a form that has an error."""
    now = clock.now()
    form = (
        SampleForm({"name": "", "cap": "十八"})
        if "wrong" in request.GET
        else SampleForm(initial={"cap": 1_864_000_000})
    )
    context = {
        "colours": COLOURS,
        "statuses": STATUSES,
        "steps": STEPS,
        "verdicts": VERDICTS,
        "form": form,
        "now": now,
        "far": now + timedelta(days=6, hours=23, minutes=57),
        "near": now + timedelta(hours=23, minutes=27),
        "past": now - timedelta(minutes=2),
        "sample_hash": "c41e77b0" + "0" * 52 + "9d52",
        "sample_moment": datetime(2026, 11, 25, 9, 30, tzinfo=CHINA),
        "stopped_by": Text("异议未答", "An objection waits for its answer"),
        "after": Text("此后一律拒收", "Nothing is taken in from then on"),
        "proof": SAMPLE_PROOF,
    }
    return render(request, "shared/parts.html", context)


SAMPLE_PROOF = {
    "status": "ok",
    "verdict": Text("可核验", "Checkable"),
    "sentence": Text(
        "不必相信本平台。一台断网的电脑就能核对这个项目：",
        "Do not trust this platform: a computer without a network can check this tender.",
    ),
    "steps": [
        {"text": Text("下载核验包", "Download the bundle"), "link": "/parts/", "link_text": Text("核验包", "bundle")},
        {"text": Text("断开网络，运行", "Cut the network and run"), "command": "qinglian verify JC-2026-0417"},
        {
            "text": Text(
                "看结论，并与见证方公布的指纹比对", "Read the verdict and compare with the witnesses' fingerprints"
            )
        },
    ],
    "rows": [{"label": Text("已入日志", "In the log"), "value": Text("14 条事实，4 个文件", "14 facts, 4 files")}],
    "witnesses": [
        {
            "name": Text("省公共资源交易平台", "The province's trading platform"),
            "detail": Text("09:32:04", "09:32:04"),
            "status": "ok",
            "word": Text("已见证", "Witnessed"),
        },
        {
            "name": Text("江城大学", "Jiangcheng University"),
            "detail": Text("未回应", "Silent"),
            "status": "wait",
            "word": Text("等待中", "Waiting"),
        },
    ],
    "quorum": Text("3 家中须有 2 家，现有 2 家", "2 of 3 are needed; 2 have signed"),
    "cannot": Text("投标情况，开标后才公开", "The bids: public only after the opening"),
}
