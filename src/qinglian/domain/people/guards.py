"""What the acts of this app demand first: the own organisation, a reason, content that passes, a name nobody else uses."""

from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from qinglian.domain.people import filing_form
from qinglian.domain.people.agreement import VERSION
from qinglian.domain.people.models import PENDING_FILING, Filing, Organisation, Person
from qinglian.domain.people.policy import is_own
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotNow, NotValid
from qinglian.law.text import Text

BATCH = 200


def require_own(organisation: Organisation, *, by: Actor) -> None:
    """This will raise NotAllowed unless the actor is a registrant of this very organisation."""
    if is_own(organisation, by) and by.has_role("registrant"):
        return
    raise NotAllowed(
        Text("只有本机构的登记经办人可以办理。", "Only a registrant of this organisation may do this."),
        rule="filing.own",
        article="CTS A-004",
        next_step=Text("请以本机构登记经办人的账号登录。", "Sign in as the organisation's registrant."),
    )


def require_reason(reason: str, *, rule: str, article: str) -> str:
    """This will return the reason without stray spaces, or raise NotValid when there is none."""
    if len(reason.strip()) >= 4:
        return reason.strip()
    raise NotValid(
        Text("没有写明理由。", "No reason is given."),
        rule=rule,
        article=article,
        next_step=Text(
            "写明哪里不对、怎样改正，至少四个字。", "Say what is wrong and how to mend it, at least four characters."
        ),
        field="reason",
    )


def require_batch(count: int, *, field: str) -> None:
    """This will raise NotValid unless 1 to 200 things are decided at once."""
    if 1 <= count <= BATCH:
        return
    raise NotValid(
        Text(f"一次办理 1 到 {BATCH} 件，现在是 {count} 件。", f"1 to {BATCH} at once, not {count}."),
        rule="people.batch",
        article="CTS A-005",
        next_step=Text("请分批办理。", "Split them into batches."),
        field=field,
    )


def checked(data: dict[str, Any], *, organisation: Organisation | None = None) -> filing_form.FilingData:
    """This will return the cleaned data, or raise NotValid for the first wrong field or for a name or code that somebody else uses."""
    content = filing_form.cleaned(data)
    for problem in filing_form.problems(content):
        raise problem
    others = Organisation.objects.exclude(id=organisation.id) if organisation else Organisation.objects.all()
    pending = Filing.objects.filter(state__in=PENDING_FILING)
    pending = pending.exclude(organisation=organisation) if organisation else pending
    for field in ("name", "credit_code"):
        value = {field: getattr(content, field)}
        if others.filter(**value).exists() or pending.filter(**value).exists():
            raise taken(field)
    return content


def taken(field: str) -> NotValid:
    """This will make the refusal of a name or code that somebody else uses (field: name or credit_code)."""
    if field == "name":
        wrong = Text("这个机构名称已有人申报。", "This name is already used in an application.")
    else:
        wrong = Text("这个统一社会信用代码已有人申报。", "This credit code is already used in an application.")
    return NotValid(
        wrong,
        rule=f"filing.{field}_once",
        article="CTS A-002" if field == "name" else "CTS A-003",
        next_step=Text(
            "已登记的请直接登录；被他人冒用的，请持证照联系中心核验员。",
            "If it is yours, sign in. If somebody else used it, show your licence to the centre.",
        ),
        field=field,
    )


def require_agreement(version: str) -> None:
    """This will raise NotValid unless this is the version of the agreement in force."""
    if version == VERSION:
        return
    raise NotValid(
        Text("没有接受现行的注册协议。", "The agreement in force has not been accepted."),
        rule="filing.agreement",
        article="CTS A-001",
        next_step=Text(f"阅读并接受 {VERSION} 版协议后继续。", f"Read and accept version {VERSION}, then continue."),
        field="agreement",
    )


def require_no_pending(organisation: Organisation) -> None:
    pending = organisation.filings.filter(state__in=PENDING_FILING).first()
    if pending is not None:
        raise pending_already(pending.number)


def pending_already(number: int) -> NotNow:
    """This will make the refusal of a second filing."""
    return NotNow(
        Text(f"第 {number} 次申报还没有办完。", f"Filing {number} is not finished."),
        rule="filing.one_pending",
        article="CTS A-007",
        next_step=Text("先办完这一件，再报新的变更。", "Finish that one before you file another change."),
    )


def require_good_password(password: str, *, person: Person) -> None:
    """This will raise NotValid when the password is too short or too common (settings.AUTH_PASSWORD_VALIDATORS)."""
    try:
        validate_password(password, user=person)
    except ValidationError as error:
        raise NotValid(
            Text("密码太短或太常见。", "The password is too short or too common."),
            rule="person.password",
            article="CTS A-012",
            next_step=Text(
                "至少 12 个字符，不用常见的词和数字串。", "At least 12 characters, no common words or runs of digits."
            ),
            field="password",
        ) from error


def require_free_login(person: Person) -> None:
    """This will raise NotValid unless login, name and e-mail have their form and nobody else uses them."""
    if not 3 <= len(person.login) <= 80 or any(letter.isspace() or letter == "@" for letter in person.login):
        raise invalid_person(
            "login", Text("登录名要 3 到 80 个字符，不含空格和 @。", "A login has 3 to 80 characters, no spaces, no @.")
        )
    if not 1 <= len(person.name) <= 80:
        raise invalid_person("person_name", Text("没有填姓名。", "The person's name is missing."))
    if Person.objects.filter(login=person.login).exists():
        raise login_taken()
    if person.email and Person.objects.filter(email=person.email).exists():
        raise invalid_person("email", Text("这个邮箱已有人用。", "This e-mail address is taken."))


def login_taken() -> NotValid:
    """This will make the refusal of a login that somebody else uses."""
    return invalid_person("login", Text("这个登录名已有人用。", "This login is taken."))


def invalid_person(field: str, wrong: Text) -> NotValid:
    """This will make the refusal of one field about a person."""
    next_step = Text("改正后再交。", "Mend it and send it again.")
    return NotValid(wrong, rule=f"person.{field}", article="CTS A-004", next_step=next_step, field=field)
