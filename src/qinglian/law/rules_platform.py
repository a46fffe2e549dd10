"""The platform's own rules: what it asks for beyond the law, so that every refusal can name a row. They bind, and are published."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, article: str, zh: str, en: str) -> Rule:  # noqa: PLR0917 (the columns of a table)
    return Rule(key, value, unit, article, START, True, Text(zh, en))


# fmt: off
PLATFORM: tuple[Rule, ...] = (
    _row("second_person", "required", "duty", "PLT", "编制与复核不能是同一人", "Who prepares may not review"),
    _row("own_tender_only", "required", "duty", "PLT", "只能办理本单位的项目", "Only one's own organisation's tenders"),
    _row("document_max_bytes", 52_428_800, "bytes", "PLT", "单个文件不超过 50 MiB", "A file has at most 50 MiB"),
    _row("document_types", "pdf|docx", "types", "PLT", "文件为 PDF 或 DOCX", "Files are PDF or DOCX"),
    _row("document_unpacked_max_bytes", 209_715_200, "bytes", "PLT", "解压后不超过 200 MiB", "At most 200 MiB when unpacked"),
    _row("document_parts_max", 4000, "parts", "PLT", "压缩包内部件不超过 4000 个", "At most 4,000 parts inside"),
    _row("document_ratio_max", 200, "times", "PLT", "压缩比不超过 200 倍", "Compressed at most 200 times"),
    _row("document_readable", "required", "duty", "PLT", "文件能打开，不加密，无宏和脚本", "Files open, without password, macros or scripts"),
    _row("document_present", "required", "duty", "ZTB 19", "至少一份招标文件", "At least one tender document"),
    _row("document_max_count", 50, "files", "PLT", "一次公告不超过 50 个文件", "At most 50 files with a notice"),
    _row("opening_key_groups", 2, "groups", "PLT", "监督与交易两组保管人都须到齐", "Two groups of guardians, both needed"),
    _row("guardian_groups_apart", "required", "duty", "PLT", "一个单位不在两组", "No organisation sits in both groups"),
    _row("guardian_cards_complete", "required", "duty", "PLT", "每位保管人的密钥卡齐备", "Every guardian's card is in"),
    _row("guardian_card_valid", "required", "duty", "PLT", "密钥卡由已绑定密钥签署、内容相符", "A card is signed by a bound key and fits"),
    _row("access_unchanged", "required", "duty", "PLT", "公告发布后不改保管人和开标一览表", "Guardians and sheet form stay after publication"),
    _row("sheet_form_complete", "required", "duty", "ZTB 36", "开标一览表含投标价格", "The sheet names the price"),
    _row("deadline_in_future", "required", "duty", "PLT", "截止时间在将来", "The deadline lies ahead"),
    _row("deadline_on_working_day", "next_working_day", "method", "ZTB 24", "截止遇法定节假日顺延到次一工作日", "A deadline on a public holiday moves to the next working day"),
    _row("deadline_never_earlier", "required", "duty", "PLT", "修改不得提前截止时间", "A change may not bring the deadline forward"),
    _row("times_in_order", "required", "duty", "PLT", "各时间先后相符", "The times follow one another"),
    _row("section_present", "required", "duty", "PLT", "至少一个标段", "At least one section"),
    _row("project_submitted", "required", "duty", "PLT", "投资项目已提交", "The investment project was submitted"),
    _row("draft_only", "required", "duty", "PLT", "只能修改草稿", "Only drafts can be changed"),
    _row("field_filled", "required", "duty", "PLT", "必填项须填写", "Required fields are filled"),
    _row("field_form", "required", "duty", "PLT", "填写的格式相符", "Fields have their form"),
    _row("unique_code", "unique", "duty", "PLT", "编号不重复", "Codes are unique"),
    _row("reason_given", "required", "duty", "PLT", "须写明理由", "A reason is given"),
    _row("tender_on_hold", "wait", "consequence", "REG 22; REG 62", "暂停期间不能办理", "Nothing moves while a hold stands"),
    _row("procedure_known", "open", "choice", "ZTB 10", "招标方式可用", "The procedure is available"),
    _row("change_stated", "required", "duty", "PLT", "写明改了什么、为什么", "What changed and why is stated"),
    _row("page_by_post", "required", "duty", "PLT", "页面按岗位开放", "Pages open by post"),
    _row("nothing_found", "required", "duty", "PLT", "没有这一项，或者您无权查看", "There is no such thing, or it is not yours to see"),
    _row("estimate_within_budget", "advised", "duty", "GIR 23", "估算价合计不超过核定概算", "Estimates stay within the approved budget"),
    _row("platform_address_stated", "required", "duty", "CTS", "公告载明平台网址和参加方法", "The notice states the platform's address"),
    _row("bid_fits_opening", "required", "duty", "PLT", "投标文件写明的平台、项目、标段、轮次相符", "A bid names this platform, tender, section and round"),
    _row("bid_fits_notice", "notice_in_force", "equal", "ZTB 23", "按现行公告密封", "A bid is sealed to the notice in force"),
    _row("bid_whole", "required", "duty", "REG 36", "投标文件完整，与清单逐字节相符", "A bid comes in whole, byte for byte as its manifest says"),
    _row("bid_max_bytes", 209_715_200, "bytes", "PLT", "投标文件不超过 200 MiB", "A bid has at most 200 MiB"),
    _row("bid_counts_once", "once", "limit", "PLT", "同一份文件、同一个随机数只收一次", "One file and one nonce count once"),
    _row("bid_replaces_own", "required", "duty", "ZTB 29", "替换时写明被替换的本单位文件", "A new bid names the own bid that it replaces"),
    _row("release_after_cosigned_closing", "quorum", "moment", "ZTB 36", "截止清单经见证方签名后才能交出密钥", "Keys are released only after witnesses cosigned the closing"),
    _row("release_fits", "required", "duty", "PLT", "交出的份额齐全，与承诺逐一相符", "A release is complete and matches every commitment"),
    _row("opening_in_order", "required", "duty", "ZTB 36", "开标各步依次进行", "The steps of an opening follow one another"),
    _row("row_confirmed_by_owner", "own_row", "right", "ZTB 36", "投标人确认本单位的唱标结果", "A bidder confirms its own row"),
    _row("evaluation_terms_complete", "required", "duty", "ZTB 19; ZTB 40", "评标标准和方法写明，各项满分合计一百分", "The terms of evaluation are stated and add up to 100"),
    _row("coefficient_seeds_committed", "required", "duty", "ZTB 40", "需抽取系数的，招标人和交易中心先承诺种子", "Where a coefficient is drawn, tenderer and centre commit to seeds first"),
    _row("seed_by_party", "own_seed", "right", "REG 46", "各方只提交本方的种子", "Each party commits and reveals its own seed"),
    _row("seed_committed_in_time", "required", "moment", "REG 46", "系数种子在公告发布前承诺，抽取种子在投标截止后承诺", "A coefficient's seeds are committed before the notice, a draw's after the closing"),
    _row("seed_revealed_in_time", "required", "moment", "REG 46", "各方都承诺后才公开种子，系数种子在投标截止后公开", "Seeds are told once all have committed, a coefficient's after the closing"),
    _row("seed_counts_once", "once", "limit", "REG 46", "一个承诺只用一次，一方一次抽取只承诺一次", "A commitment counts once, a party commits once in a scope"),
    _row("seed_fits", "required", "duty", "REG 46", "种子、承诺、托存与份额逐一相符", "Seed, commitment, deposit and shares fit one another"),
    _row("evaluation_document", "required", "duty", "PLT", "评标中签署的文件内容相符", "What is signed in an evaluation fits"),
    _row("evaluation_in_order", "required", "duty", "REG 49", "评标各步依次进行", "The steps of an evaluation follow one another"),
    _row("seat_credential", "required", "duty", "ZTB 37", "凭通知里的凭证入席", "A seat opens to the credential of the call"),
    _row("chair_by_vote", "majority", "method", "PLT", "组长由评委推选，过半数当选", "The committee elects its chair by majority"),
    _row("sheet_complete", "required", "duty", "REG 49", "评分表补全后才能锁定", "A sheet is locked when it is complete"),
    _row("sheet_locked", "final", "duty", "ZTB 44", "签名锁定后不能改", "A locked sheet stays as it was signed"),
    _row("coefficient_revealed", "required", "duty", "PLT", "系数的种子公布后才能计算", "Coefficients follow from revealed seeds"),
    _row("reject_all_below", 3, "bids", "O12 27", "有效投标不足三个且明显缺乏竞争的可以否决全部", "With fewer than three valid bids all may be rejected"),
    _row("report_signature_hours", 4, "hours", "REG 53", "逾期不签又不写明不同意见的视为同意", "Silence past this counts as agreement"),
    _row("expert_fee_half_day_fen", 40_000, "fen", "PLT", "专家劳务费每半天 400 元", "A fee of 400 yuan for each half day"),
    _row("supervisor_named", "advised", "duty", "ZTB 7", "写明行政监督部门", "The supervising authority is named"),
    _row("filing.per_hour", 30, "per_hour", "PLT", "同一网络地址一小时内最多提交 30 次登记", "At most 30 registrations an hour from one network address"),
    _row("step_up", 15, "minutes", "PLT", "发布公告、办理开标密钥等事项前 15 分钟内须再次确认本人", "Publishing a notice and handling opening keys want a proof of identity within 15 minutes"),
    _row("token.own", "required", "right", "PLT", "有现任岗位的人才能开访问令牌，只管自己的令牌", "Persons with a post make tokens, and handle their own alone"),
    _row("token.name", 60, "characters", "PLT", "访问令牌写明用途，不超过 60 个字", "A token says what it is for, in at most 60 characters"),
    _row("token.scopes", "listed", "choice", "PLT", "访问令牌写明权限范围", "A token names its scopes"),
    _row("token.days", 90, "days", "PLT", "访问令牌最长 90 天", "A token lasts at most 90 days"),
    _row("token.count", 10, "tokens", "PLT", "一人同时最多 10 个有效访问令牌", "At most 10 tokens in force for one person"),
    _row("token.in_force", "required", "duty", "PLT", "访问令牌未到期、未作废、所属岗位仍在任", "A token is unexpired, unrevoked, and its post still held"),
    _row("token.scope", "required", "right", "PLT", "访问令牌只办其权限范围内的事", "A token does what its scopes cover"),
    _row("token.step_up", "person_only", "right", "PLT", "须再次确认本人的事项不能用访问令牌办理", "What wants a step-up is not done by token"),
)
# fmt: on
