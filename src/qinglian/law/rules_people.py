"""The platform's own rules for registration, posts, keys and sign-in, so that every refusal there can name a row."""

from datetime import date

from qinglian.law.rule import Rule
from qinglian.law.text import Text

START = date(2026, 1, 1)


def _row(key: str, value: int | str, unit: str, article: str, zh: str, en: str) -> Rule:  # noqa: PLR0917 (the columns of a table)
    return Rule(key, value, unit, article, START, True, Text(zh, en))


# fmt: off
PEOPLE: tuple[Rule, ...] = (
    _row("filing.agreement", "required", "duty", "CTS A-001", "先读并接受现行的注册协议", "The agreement in force is read and accepted first"),
    _row("filing.name", "required", "duty", "CTS A-002", "机构名称与证照一致", "The name is as on the licence"),
    _row("filing.name_once", "once", "limit", "CTS A-002", "同一机构名称只登记一次", "A name is registered once"),
    _row("filing.credit_code", "check_digit", "form", "CTS A-003", "统一社会信用代码校验正确", "The credit code passes its check digit"),
    _row("filing.credit_code_once", "once", "limit", "CTS A-003", "同一信用代码只登记一次", "A credit code is registered once"),
    _row("filing.kinds", "required", "duty", "CTS A-004", "至少选一个机构类别", "At least one kind of organisation is named"),
    _row("filing.content", "required", "duty", "CTS A-004", "申报内容填写完整、格式相符", "A filing is complete and has its form"),
    _row("filing.own", "own_organisation", "right", "CTS A-004", "只由本机构登记经办人申报", "Only the organisation's registrant files for it"),
    _row("filing.one_pending", 1, "filings", "CTS A-007", "一次只办一件申报", "One filing at a time"),
    _row("filing.received", "required", "duty", "CTS A-011", "外部平台送来的登记须比对、确认", "Registrations received from outside are compared and confirmed"),
    _row("filing.per_hour", 30, "per_hour", "PLT", "同一网络地址一小时内最多提交 30 次登记", "At most 30 registrations an hour from one network address"),
    _row("organisation.cause", "listed", "choice", "CTS A-009", "暂停业务须写明列出的事由", "A suspension names a listed cause"),
    _row("people.batch", 200, "things", "CTS A-005", "一次最多办理 200 件", "At most 200 at once"),
    _row("people.found_centre", "once", "limit", "CTS A-009", "交易中心只建立一次", "The centre is founded once"),
    _row("people.known", "required", "duty", "CTS A-205", "没有这一项，或者您无权查看", "There is no such thing, or it is not yours to see"),
    _row("person.invitation", "required", "duty", "PLT", "凭有效邀请开通账号", "An account is opened by a valid invitation"),
    _row("person.accept_invitation", "once", "limit", "CTS A-210", "一份邀请只用一次，到期作废", "An invitation counts once and ends"),
    _row("person.reset_sign_in", "another_person", "duty", "CTS A-210", "由管理员重置他人的登录", "An administrator resets another person's sign-in"),
    _row("person.login", "unique", "duty", "CTS A-004", "登录名不重复、格式相符", "Login names are unique and have their form"),
    _row("person.name", "required", "duty", "CTS A-004", "填写姓名", "A name is given"),
    _row("person.password", 12, "characters", "CTS A-012", "密码不少于 12 位，不用常见密码", "At least 12 characters, not a common password"),
    _row("post.manage", "own_organisation", "right", "CTS A-210", "岗位由所在单位或中心管理员设定", "Posts are given by the organisation or the centre"),
    _row("post.end_post", "another_person", "duty", "CTS A-210", "不能结束自己唯一的管理岗位", "Nobody ends the last post that manages"),
    _row("post.one_at_a_time", 1, "posts", "CTS A-210", "一人同时只任一个岗位", "One post at a time"),
    _row("post.roles", "by_kind", "choice", "CTS A-210", "岗位职责与机构类别相符", "Roles fit the kind of organisation"),
    _row("key.compared", "required", "duty", "CTS A-012", "绑定密钥前核对指纹并写明方式", "Fingerprints are compared before a key is bound"),
    _row("key.in_force", "required", "duty", "CTS A-012", "密钥已绑定、未到期、未注销", "The key is bound, unexpired and not revoked"),
    _row("key.name", "equal", "duty", "CTS A-012", "密钥所载名称与登记名称一致", "The key's name is the registered name"),
    _row("key.once", "once", "limit", "CTS A-012", "一把密钥只提交一次", "A key is handed in once"),
    _row("key.own", "own_organisation", "right", "CTS A-012", "只办理本机构、本岗位的密钥", "Only keys of one's own organisation and post"),
    _row("signed_document", "valid", "form", "CTS A-012", "签名文件格式、签名、平台相符", "A signed document has form, signature and origin"),
    _row("session.second_factor", "required", "duty", "PLT", "工作人员、监督人员、保管人登录须双因素", "Staff, supervisors and guardians sign in with a second factor"),
    _row("step_up", 15, "minutes", "PLT", "发布公告、办理开标密钥等事项前 15 分钟内须再次确认本人", "Publishing a notice and handling opening keys want a proof of identity within 15 minutes"),
    _row("token.own", "required", "right", "PLT", "有现任岗位的人才能开访问令牌，只管自己的令牌", "Persons with a post make tokens, and handle their own alone"),
    _row("token.name", 60, "characters", "PLT", "访问令牌写明用途，不超过 60 个字", "A token says what it is for, in at most 60 characters"),
    _row("token.scopes", "listed", "choice", "PLT", "访问令牌写明权限范围", "A token names its scopes"),
    _row("token.days", 90, "days", "PLT", "访问令牌最长 90 天", "A token lasts at most 90 days"),
    _row("token.count", 10, "tokens", "PLT", "一人同时最多 10 个有效访问令牌", "At most 10 tokens in force for one person"),
    _row("token.in_force", "required", "duty", "PLT", "访问令牌未到期、未作废、所属岗位仍在任", "A token is unexpired, unrevoked, and its post still held"),
    _row("token.scope", "required", "right", "PLT", "访问令牌只办其权限范围内的事", "A token does what its scopes cover"),
    _row("token.step_up", "person_only", "right", "PLT", "须再次确认本人的事项不能用访问令牌办理", "What wants a step-up is not done by token"),
    _row("record.disclose", "sealed_facts", "right", "PLT", "只公布密封的事实，一次公布", "Only sealed facts are disclosed, and once"),
    _row("record.sequence", "within_a_second", "moment", "PLT", "事实编号之后才有证明", "A proof exists once the fact is numbered"),
)
# fmt: on
