"""Constants whose text was not at hand: general knowledge of a rule. They only advise (依据待核) until somebody reads the source."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text


def _row(key: str, value: int | str, unit: str, article: str, start: date, zh: str, en: str) -> Rule:  # noqa: PLR0917 (the columns of a table)
    return Rule(key, value, unit, article, start, False, Text(zh, en))


O16, O20, O12, O26 = date(2018, 6, 1), date(2013, 5, 1), date(2001, 7, 5), date(2025, 1, 1)
O30, O27, O11, O39 = date(2003, 5, 1), date(2005, 3, 1), date(2004, 8, 1), date(2016, 8, 1)
FCR, O10, GBF, CIV = date(2024, 5, 1), date(2018, 1, 1), date(2024, 5, 2), date(2021, 1, 1)

# fmt: off
UNVERIFIED: tuple[Rule, ...] = (
    _row("must_tender_works_fen", 400_000_000, "fen", "O16 5", O16, "施工估算 400 万元以上必须招标", "Works from 4,000,000 yuan must be tendered"),
    _row("must_tender_goods_fen", 200_000_000, "fen", "O16 5", O16, "货物估算 200 万元以上必须招标", "Goods from 2,000,000 yuan must be tendered"),
    _row("must_tender_services_fen", 100_000_000, "fen", "O16 5", O16, "服务估算 100 万元以上必须招标", "Services from 1,000,000 yuan must be tendered"),
    _row("bid_security_max_works_fen", 80_000_000, "fen", "O30 37", O30, "施工投标保证金不超过 80 万元", "Works: security at most 800,000 yuan"),
    _row("bid_security_max_goods_fen", 80_000_000, "fen", "O27 27", O27, "货物投标保证金不超过 80 万元", "Goods: security at most 800,000 yuan"),
    _row("bid_security_max_services_fen", 10_000_000, "fen", "O30 37", O30, "勘察设计投标保证金不超过 10 万元", "Survey and design: security at most 100,000 yuan"),
    _row("last_day_rest", "next_working_day", "method", "CIV 203", CIV, "期间最后一日是休息日的顺延", "A period that ends on a rest day ends on the next working day"),
    _row("first_day_not_counted", "next_day", "method", "CIV 201", CIV, "开始的当日不计入", "The first day is not counted"),
    _row("no_registration_to_download", "forbidden", "duty", "O20 20", O20, "下载文件不得设置登记报名前置条件", "No registration before documents can be had"),
    _row("upload_unfinished", "withdrawn", "consequence", "O20 26", O20, "截止时未传输完成视为撤回", "An upload unfinished at the deadline counts as withdrawn"),
    _row("no_early_decryption", "forbidden", "duty", "O20 26", O20, "截止前任何人不得解密、提取", "Nobody may decrypt or extract before the deadline"),
    _row("unencrypted_bid", "refuse", "consequence", "O20 26", O20, "未加密的投标文件拒收", "Unencrypted bids are refused"),
    _row("opening_online", "required", "duty", "O20 29", O20, "全体在线参加开标", "All attend the opening online"),
    _row("decryption_order", "in_turn", "method", "O20 30", O20, "系统提取全部文件，提示解密", "All files are extracted, then parties decrypt in turn"),
    _row("decryption_fault_bidder", "revoked", "consequence", "O20 31", O20, "因投标人原因未解密视为撤销", "Bidder's fault: revoked, security may be kept"),
    _row("decryption_fault_other", "withdrawn", "consequence", "O20 31", O20, "非投标人原因未解密视为撤回", "Not the bidder's fault: withdrawn, damages due"),
    _row("opening_record_published", "required", "duty", "O20 32", O20, "开标记录生成并公布", "The opening record is made and published"),
    _row("committee_before_opening", "before_opening", "moment", "O12 8", O12, "评委名单一般于开标前确定", "The committee is normally fixed before the opening"),
    _row("committee_recusal_list", 4, "causes", "O12 12", O12, "四种回避情形", "Four causes of recusal"),
    _row("abnormally_low_bid", "explain", "duty", "O12 21", O12, "明显低价应当书面说明", "A clearly low price must be explained in writing"),
    _row("reject_all_few_valid", 3, "bids", "O12 27", O12, "有效投标不足三个且缺乏竞争可以否决全部", "Fewer than three valid bids: all may be rejected"),
    _row("expert_age_below", 70, "years", "O26 8", O26, "专家年龄不满 70 岁", "Experts are under 70"),
    _row("expert_identity_check", "face_or_biometric", "method", "O26 7", O26, "专家库可采集人脸等信息", "Expert pools can check faces"),
    _row("expert_gate", "face_gate", "method", "O26 21", O26, "评标场所门禁与轨迹", "Face gates and location at evaluation sites"),
    _row("complaint_letter_contents", 5, "items", "O11 7", O11, "投诉书应当包括的内容", "What a complaint letter contains"),
    _row("complaint_refusals", 6, "causes", "O11 12", O11, "不予受理的六种情形", "Six causes to refuse a complaint"),
    _row("no_local_conditions", "forbidden", "duty", "FCR 5", FCR, "不得设定本地登记、纳税、社保、奖项条件", "No conditions of local registration, tax, insurance or awards"),
    _row("no_lottery", "forbidden", "duty", "FCR 5", FCR, "不得以抽签、摇号确定中标人", "No lots or lotteries to fix the winner"),
    _row("no_unified_floor", "forbidden", "duty", "FCR 5", FCR, "不得统一设置最低价", "No unified price floor"),
    _row("candidate_publicity_contents", 6, "items", "O10 6", O10, "候选人公示的内容", "What a candidates' notice contains"),
    _row("remote_evaluation", "published_types", "duty", "GBF", GBF, "公布远程异地评标的类型和规模", "Types and scale of remote evaluation are published"),
    _row("expert_request_hours", 48, "hours", "GBF", GBF, "开标前 24 至 48 小时内申请抽取", "Experts requested 24 to 48 hours before the opening"),
    _row("expert_call_tries", 2, "calls", "GBF", GBF, "无应答拨打 2 次", "No answer: two calls"),
    _row("expert_late_minutes", 30, "minutes", "GBF", GBF, "迟到超过 30 分钟更换", "More than 30 minutes late: replaced"),
    _row("archive_years", 15, "years", "O39 17", O39, "档案保存 15 年", "Archives kept for 15 years"),
    _row("agency_appeal_working_days", 5, "working_days", "O39", O39, "代理机构 5 个工作日内申诉", "Agencies appeal within 5 working days"),
    _row("agency_appeal_answer_working_days", 10, "working_days", "O39", O39, "10 个工作日内答复申诉", "Appeals answered in 10 working days"),
    _row("intervention_report_working_days", 5, "working_days", "REG 80", date(2012, 2, 1), "插手干预 5 个工作日内报告", "Interventions reported within 5 working days"),
    _row("intervention_zero_report", "monthly", "period", "REG 80", date(2012, 2, 1), "每月零报告", "Monthly zero report"),
    _row("credit_check", "deadline_and_award", "moment", "O39", O39, "截止时和定标前查询信用", "Credit checked at the deadline and before the award"),
    _row("platform_reports_violations", "required", "duty", "PYR 7", date(2019, 1, 1), "中心发现违法应当报告，不得审批、强制服务", "Centres report violations, approve nothing, force no service"),
    _row("platform_stop_causes", "listed", "duty", "PYR 27", date(2019, 1, 1), "中止、终止的情形", "Causes to stop or end a tender"),
    _row("platform_post_evaluation", "required", "duty", "PYR 31", date(2019, 1, 1), "评标工作后评价", "Evaluation work is assessed afterwards"),
    _row("decrypt_window_minutes", 30, "minutes", "O20 31", O20, "解密时限一般 30 分钟", "A decryption window of 30 minutes is usual"),
    _row("sign_in_window_minutes", 1440, "minutes", "O20 29", O20, "开标前 24 小时起可以签到", "Sign-in from 24 hours before the opening"),
    _row("price_cap_state_funds", "expected", "duty", "O30", O30, "国有资金工程应当设最高投标限价", "State-funded works should have a price cap"),
)
# fmt: on
