"""A rule's value and unit in words: `20 days` is 20 日, `forbidden` is 不得."""

from qinglian.law.rule import Rule
from qinglian.law.text import Text
from qinglian.web.shared.figures import yuan_words

UNITS: dict[str, Text] = {
    "days": Text("日", "days"),
    "working_days": Text("个工作日", "working days"),
    "years": Text("年", "years"),
    "hours": Text("小时", "hours"),
    "minutes": Text("分钟", "minutes"),
    "percent": Text("%", "%"),
    "permille": Text("‰", "‰"),
    "share": Text("（比例）", "(share)"),
    "bidders": Text("家", "bidders"),
    "applicants": Text("家", "applicants"),
    "organisations": Text("家", "organisations"),
    "members": Text("人", "members"),
    "candidates": Text("名", "candidates"),
    "groups": Text("组", "groups"),
    "bids": Text("份", "bids"),
    "files": Text("个文件", "files"),
    "parts": Text("个部件", "parts"),
    "items": Text("项", "items"),
    "causes": Text("种情形", "causes"),
    "circumstances": Text("种情形", "circumstances"),
    "calls": Text("次", "calls"),
    "times": Text("倍", "times"),
    "times in years": Text("（次数、年数）", "(times in years)"),
    "yuan": Text("元", "CNY"),
}
WORDS: dict[str, Text] = {
    "required": Text("必须", "Required"),
    "forbidden": Text("不得", "Forbidden"),
    "allowed": Text("可以", "Allowed"),
    "advised": Text("提示", "Advised"),
    "expected": Text("应当", "Expected"),
    "secret": Text("保密", "Secret"),
    "void": Text("无效", "Void"),
    "refuse": Text("拒收", "Refused"),
    "revoked": Text("视为撤销", "Treated as revoked"),
    "withdrawn": Text("视为撤回", "Treated as withdrawn"),
    "dismiss": Text("驳回", "Dismissed"),
    "agreement": Text("视为同意", "Counts as agreement"),
    "life": Text("终身", "For life"),
    "wait": Text("等待", "Wait"),
    "cost": Text("限于成本", "At cost"),
    "equal": Text("同一时刻", "The same moment"),
    "on_the_spot": Text("当场", "On the spot"),
    "publicity": Text("公示期内", "During publicity"),
    "before_opening": Text("开标前", "Before the opening"),
    "odd": Text("单数", "Odd"),
    "random": Text("随机", "At random"),
    "written": Text("书面", "In writing"),
    "unique": Text("唯一", "Unique"),
    "once": Text("一次", "Once"),
    "monthly": Text("每月", "Monthly"),
    "next_day": Text("次日起算", "Counted from the next day"),
    "next_working_day": Text("顺延到次一工作日", "Moves to the next working day"),
    "in_turn": Text("依次", "In turn"),
    "explain": Text("书面说明", "Explained in writing"),
    "independent": Text("独立", "Independent"),
    "reference_only": Text("只作参考", "For reference only"),
    "original_approver": Text("原核定部门", "The original approver"),
    "listed": Text("列明的情形", "Listed causes"),
    "published_types": Text("公布的项目类型", "Published types"),
    "face_gate": Text("人脸门禁", "Face gate"),
    "face_or_biometric": Text("人脸或者生物特征", "Face or biometrics"),
    "deadline_and_award": Text("截止时和定标前", "At the deadline and before the award"),
    "bid_validity": Text("与投标有效期一致", "Equal to the bid validity"),
    "notice_in_force": Text("与现行公告一致", "Equal to the notice in force"),
    "own_row": Text("限本单位", "One's own row"),
    "quorum": Text("见证数足够后", "After the quorum"),
    "open": Text("公开招标", "Open"),
    "overall|lowest_evaluated": Text("综合评估或者最低评标价", "Overall or lowest evaluated"),
    "pdf|docx": Text("PDF 或者 DOCX", "PDF or DOCX"),
}


def value_words(row: Rule) -> Text:
    """This will say a rule's value with its unit in both languages; a code without words stands as it is."""
    if isinstance(row.value, str) and row.value in WORDS:
        return WORDS[row.value]
    if row.unit == "fen" and isinstance(row.value, int):
        return Text(f"{yuan_words(row.value)} 元", f"CNY {yuan_words(row.value)}")
    if row.unit == "bytes" and isinstance(row.value, int):
        size = f"{row.value / 2**20:g} MiB"
        return Text(size, size)
    if row.unit == "day of the year":
        day = row.day_in(2000)
        return Text(f"{day.month} 月 {day.day} 日", f"{day.day} {day:%B}")
    value = f"{row.value:,}" if isinstance(row.value, int) else row.value.replace("-", "–")
    unit = UNITS.get(row.unit, Text("", ""))
    gap = "" if row.unit in ("percent", "permille") else " "
    return Text(f"{value}{gap}{unit.zh}".strip(), f"{value}{gap}{unit.en}".strip())
