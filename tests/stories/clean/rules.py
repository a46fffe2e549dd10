"""The centre's 127 rules and their review of the year: 115 kept, 37 of them revised, 12 repealed; drafts, comments, superior documents."""

import io
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Any

import docx

from tests.stories.cast import Cast
from tests.stories.clean import rule_texts
from tests.stories.clean.roll import person_of
from tests.stories.stage import Stage

HEADS = {
    "office": "head-office", "party": "party", "service": "head-service", "transaction": "head-transaction",
    "supervision": "head-supervision", "expert": "head-expert", "information": "head-information", "finance": "head-finance",
}  # fmt: skip
LEADER, OFFICE = "director", "party"
SUCCESSORS = {
    "小型项目交易规程": "工程建设项目交易规程",
    "语音通知专家管理规定": "评标专家抽取管理办法",
    "光盘刻录备份管理规定": "数据备份管理办法",
}
Row = dict[str, Any]


def play(stage: Stage, cast: Cast, now: datetime) -> None:
    """This will enter the old catalogue, review it, revise what is to be revised, and measure two superior documents."""
    before = stage.now
    stage.set(now - timedelta(days=48))
    rows = _entered(stage)
    by_short = {row["short"]: row for row in rows}
    _reviewed(stage, rows, by_short, now)
    _benchmarked(stage, by_short, now)
    stage.set(now - timedelta(days=36))
    drafts = [(row, _revised(stage, row, now)) for row in [row for row in rows if row["outcome"] == "revised"][:-1]]
    stage.set(now - timedelta(days=28))
    for row, version in drafts:
        path = f"/rules/{row['id']}/versions/{version}/issue"
        stage.post(path, {"in_force_from": _day(now - timedelta(days=20))}, by=LEADER)
    stage.set(now - timedelta(days=3))
    _in_preparation(stage, now)
    stage.set(max(before, stage.now))


def _entered(stage: Stage) -> list[Row]:
    rows: list[Row] = list(rule_texts.catalogue())
    names = ("number", "title", "category", "department", "issued_on", "in_force_from", "text")
    body = {"rows": [{name: row[name] for name in names} for row in rows]}
    for row, stored in zip(rows, stage.post("/rules/entries", body, by=OFFICE), strict=True):
        row["id"] = stored["id"]
    return rows


def _reviewed(stage: Stage, rows: list[Row], by_short: dict[str, Row], now: datetime) -> None:
    stage.post("/rules/reviews", {"due_on": _day(now - timedelta(days=38))}, by=LEADER)
    year = stage.now.year
    path = f"/rules/reviews/{year}"
    found = stage.get(f"{path}/rules", by=LEADER, limit=200)["items"]
    reviews = {row["rule"]: row["id"] for row in found}
    stage.set(now - timedelta(days=42))
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        successor = by_short[SUCCESSORS[row["short"]]]["number"] if row["short"] in SUCCESSORS else ""
        told = {"review": reviews[row["id"]], "outcome": row["outcome"], "reason": rule_texts.reason_for(row)}
        parts[row["department"]].append(told | {"successor": successor})
    for department, part in parts.items():
        stage.post(f"{path}/outcomes", {"rows": part}, by=HEADS[department])
    back = parts["finance"][0]
    stage.post(f"{path}/rules/{back['review']}/return", {"reason": "请写明修订哪些条款"}, by=LEADER)
    again = back | {"reason": f"{back['reason']}，修订支出审批和线上留痕两条"}
    stage.post(f"{path}/outcomes", {"rows": [again]}, by=HEADS["finance"])
    stage.set(now - timedelta(days=40))
    stage.post(f"{path}/approvals", {"reviews": list(reviews.values())}, by=LEADER)
    stage.post(f"{path}/close", by=LEADER)


def _revised(stage: Stage, row: Row, now: datetime) -> int:
    """A new version of a rule: written, and laid before the staff for a week."""
    by = HEADS[row["department"]]
    version = stage.post(f"/rules/{row['id']}/versions", {"change": f"{now.year} 年度制度审查决定修订"}, by=by)
    path = f"/rules/{row['id']}/versions/{version['number']}"
    text = rule_texts.revised_text(row["text"])
    stage.put(path, {"title": row["title"], "text": text, "change": version["change"]}, by=by)
    stage.post(f"{path}/consultation", {"until": _day(now - timedelta(days=29))}, by=by)
    return int(version["number"])


def _in_preparation(stage: Stage, now: datetime) -> None:
    """One new rule in consultation, its text from a file, with comments; one draft."""
    draft = {
        "number": f"JZ-{now.year}-128", "title": f"{rule_texts.CENTRE}智能辅助评标系统使用管理办法", "category": "platform",
        "department": "information", "change": "上级要求推广智能辅助评标，中心没有相应制度",
    }  # fmt: skip
    version = stage.post("/rules", draft, by="head-information")
    path = f"/rules/{version['rule']}/versions/1"
    file = io.BytesIO(_docx(rule_texts.CONSULTED))
    file.name = "智能辅助评标系统使用管理办法（征求意见稿）.docx"
    stage.upload(f"{path}/file", {"file": file}, by="head-information")
    stage.post(f"{path}/consultation", {"until": _day(now + timedelta(days=7))}, by="head-information")
    for login, words, is_adopted, answer in rule_texts.COMMENTS:
        comment = stage.post(f"{path}/comments", {"words": words}, by=login)["id"]
        if answer:
            told = {"is_adopted": is_adopted, "answer": answer}
            stage.post(f"{path}/comments/{comment}/answer", told, by="head-information")
    other = {
        "number": f"JZ-{now.year}-129", "title": f"{rule_texts.CENTRE}档案数字化管理办法", "category": "office", "department": "office",
    }  # fmt: skip
    stage.post("/rules", other | {"text": rule_texts.DRAFTED, "change": "档案数字化工作需要"}, by="head-office")


def _benchmarked(stage: Stage, by_short: dict[str, Row], now: datetime) -> None:
    year = stage.now.year
    opinion = _document(
        stage, "关于进一步加强全省公共资源交易领域廉洁风险防控工作的意见", f"省公管发〔{year}〕12号", "省公共资源交易管理局", f"{year}-02-18",
        rule_texts.OPINION,
    )  # fmt: skip
    answers = (
        {"words": "列入党委年度工作计划，主任办公会议每季度研究一次"}, {"words": f"{year} 年度制度审查已完成，逐项有结论"},
        {"rule": "廉政风险防控管理办法"}, {"rule": "评标专家抽取管理办法", "point": "R25"}, {"rule": "领导干部插手干预登记办法"},
        {"rule": "数据安全和个人信息保护办法"}, {"rule": "干部轮岗交流管理办法"}, {"rule": "远程异地评标管理办法"}, {"rule": "社会监督员管理办法"},
    )  # fmt: skip
    _matched(stage, opinion, answers, by_short)
    _aside(stage, opinion[9], "中心没有跨境产权交易业务")
    _plan(stage, opinion[10], "与市纪委监委驻局纪检组签订线索移送备忘录", "discipline", now + timedelta(days=20))
    checklist = _document(
        stage, "公共资源交易中心规范化建设检查标准（廉洁部分）", f"江公管委办〔{year}〕7号", "江城市公共资源交易管理委员会办公室", f"{year}-04-09",
        rule_texts.CHECKLIST,
    )  # fmt: skip
    answers = (
        {"rule": "评标区封闭管理规定"}, {"rule": "音视频监控管理办法"}, {"rule": "网络安全管理办法"}, {"rule": "投标保证金管理办法"},
        {"rule": "交易服务费管理办法"}, {"rule": "评标专家劳务费发放办法"}, {"rule": "回避管理办法"},
    )  # fmt: skip
    _matched(stage, checklist, answers, by_short)
    _aside(stage, checklist[7], "江城没有相应的语言服务需求，有需要时由市民热线代为翻译")
    _plan(stage, checklist[8], "修订礼品登记规定，写明六个节日的提醒和零报告", "party", now - timedelta(days=12))
    done = {"rule": by_short["礼品礼金登记上交规定"]["number"], "words": "规定第六条已写明节日提醒和零报告"}
    stage.post(f"/rules/benchmarks/clauses/{checklist[8]}/match", done, by="party")
    _plan(stage, checklist[9], "预警模型接入省平台，完成联调", "operator", now + timedelta(days=45))


def _document(
    stage: Stage, title: str, number: str, issuer: str, issued_on: str, clauses: tuple[str, ...]
) -> list[int]:
    body = {"title": title, "number": number, "issuer": issuer, "issued_on": issued_on, "clauses": list(clauses)}
    document = stage.post("/rules/benchmarks/documents", body, by=OFFICE)["id"]
    found = stage.get("/rules/benchmarks/clauses", by=OFFICE, document=document, limit=200)["items"]
    return [row["id"] for row in found]


def _matched(stage: Stage, clauses: list[int], answers: tuple[dict[str, str], ...], by_short: dict[str, Row]) -> None:
    for clause, answer in zip(clauses, answers, strict=False):
        rule = by_short[answer["rule"]]["number"] if "rule" in answer else ""
        stage.post(f"/rules/benchmarks/clauses/{clause}/match", answer | {"rule": rule}, by=OFFICE)


def _aside(stage: Stage, clause: int, reason: str) -> None:
    stage.post(f"/rules/benchmarks/clauses/{clause}/aside", {"reason": reason}, by=OFFICE)


def _plan(stage: Stage, clause: int, words: str, login: str, due: datetime) -> None:
    body = {"words": words, "owner": person_of(stage, login), "due_on": _day(due)}
    stage.post(f"/rules/benchmarks/clauses/{clause}/plan", body, by=OFFICE)


def _docx(text: str) -> bytes:
    document, file = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(file)
    return file.getvalue()


def _day(moment: datetime) -> str:
    return moment.date().isoformat()
