"""What a filing holds: its fields as data, their cleaning and their checks. Pure."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Protocol

from qinglian.domain.people import credit_code
from qinglian.domain.people.roles import SELF_REGISTERED
from qinglian.law.refusal import NotValid
from qinglian.law.text import Text

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_PHONE = re.compile(r"^\+?[0-9][0-9 -]{5,19}$")
_FILL_IN = Text("请补填。", "Fill it in.")
_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s]+$")


@dataclass(frozen=True)
class FormField:
    """One line of the form: its name in `details`, label, hint, longest length, pattern and the words for a wrong entry."""

    name: str
    label: Text
    hint: Text
    required: bool
    max_length: int
    pattern: re.Pattern[str] | None = None
    wrong: Text | None = None


NAME_LABEL = Text("机构名称", "Name")
CODE_LABEL = Text("统一社会信用代码", "Unified social credit code")
KINDS_LABEL = Text("机构类别", "Kinds")

FIELDS: tuple[FormField, ...] = (
    FormField(
        "address",
        Text("注册地址", "Registered address"),
        Text("与营业执照或法人证书一致", "As on the licence"),
        True,
        200,
    ),
    FormField(
        "legal_representative",
        Text("法定代表人", "Legal representative"),
        Text("不公开", "Not made public"),
        True,
        80,
    ),
    FormField("contact_name", Text("联系人", "Contact person"), Text("不公开", "Not made public"), True, 80),
    FormField(
        "contact_phone",
        Text("联系电话", "Phone"),
        Text(
            "核对密钥指纹时，中心打这个电话；不公开", "The centre calls it to compare key fingerprints; not made public"
        ),
        True,
        20,
        _PHONE,
        Text("电话只写数字，可带区号和短横线。", "Digits only, with area code and hyphens if you like."),
    ),
    FormField(
        "contact_email",
        Text("电子邮箱", "E-mail"),
        Text("可以不填", "Optional"),
        False,
        120,
        _EMAIL,
        Text("邮箱要写成 name@example.cn 的样子。", "Write it like name@example.cn."),
    ),
)


@dataclass(frozen=True)
class FilingData:
    """Cleaned content of one filing."""

    name: str
    credit_code: str
    kinds: list[str]
    details: dict[str, str]


def cleaned(data: dict[str, object]) -> FilingData:
    """This will bring what was typed into one spelling: {"name", "credit_code", "kinds", and the FIELDS, flat or under "details"}."""
    nested = data.get("details")
    details = nested if isinstance(nested, dict) else data
    kinds = data.get("kinds")
    return FilingData(
        name=normal_name(str(data.get("name") or "")),
        credit_code=credit_code.compact(str(data.get("credit_code") or "")),
        kinds=[kind for kind in SELF_REGISTERED if isinstance(kinds, list) and kind in kinds],
        details={field.name: " ".join(str(details.get(field.name) or "").split()) for field in FIELDS},
    )


def normal_name(name: str) -> str:
    """This will give a name its one spelling: NFKC, no stray spaces, full-width brackets in Chinese names."""
    plain = " ".join(unicodedata.normalize("NFKC", name).split())
    if not _CHINESE.search(plain):
        return plain
    return plain.replace("(", "（").replace(")", "）")


class Registered(Protocol):
    """The same content as it stands in a row of the register."""

    @property
    def name(self) -> str:
        """The full name."""

    @property
    def credit_code(self) -> str:
        """The credit code."""

    @property
    def kinds(self) -> list[str]:
        """The kinds."""

    @property
    def details(self) -> dict[str, str]:
        """The FIELDS by name."""


def content_of(row: Registered) -> FilingData:
    """This will return a row's content (an organisation or a filing)."""
    return FilingData(row.name, row.credit_code, row.kinds, row.details)


def differences(old: Registered, new: Registered) -> list[tuple[Text, str, str]]:
    """This will list (label, old value, new value) for everything that differs, in the form's order; kinds as codes."""
    labels = {"name": NAME_LABEL, "credit_code": CODE_LABEL}
    found = [(label, getattr(old, name), getattr(new, name)) for name, label in labels.items()]
    found.append((KINDS_LABEL, " ".join(old.kinds), " ".join(new.kinds)))
    found += [(field.label, old.details.get(field.name, ""), new.details.get(field.name, "")) for field in FIELDS]
    return [row for row in found if row[1] != row[2]]


def problems(data: FilingData) -> list[NotValid]:
    """This will list everything that is wrong with the data, one refusal per field; an empty list means that it may be filed."""
    found = [_name_problem(data.name), _code_problem(data.credit_code), _kinds_problem(data.kinds)]
    found += [_field_problem(field, data.details.get(field.name, "")) for field in FIELDS]
    return [problem for problem in found if problem is not None]


def _invalid(
    wrong: Text, next_step: Text, *, field: str, rule: str = "filing.content", article: str = "CTS A-004"
) -> NotValid:
    return NotValid(wrong, rule=rule, article=article, next_step=next_step, field=field)


def _name_problem(name: str) -> NotValid | None:
    if 2 <= len(name) <= 200:
        return None
    return _invalid(
        Text("机构名称没有填全。", "The organisation's name is missing or too long."),
        Text(
            "按营业执照或法人证书填写全称，2 到 200 个字。",
            "Write the full name as on the licence, 2 to 200 characters.",
        ),
        field="name",
        article="CTS A-002",
    )


def _code_problem(code: str) -> NotValid | None:
    if not code:
        wrong = Text("没有填统一社会信用代码。", "The credit code is empty.")
        return _invalid(wrong, _FILL_IN, field="credit_code", rule="filing.credit_code", article="CTS A-003")
    fault = credit_code.fault(code)
    if not fault:
        return None
    if fault == "length":
        wrong = Text(
            f"统一社会信用代码应为 18 位，现在是 {len(code)} 位。", f"A credit code has 18 characters, not {len(code)}."
        )
    elif fault == "check_digit":
        wrong = Text(
            "统一社会信用代码的校验位不对，可能抄错了一位。",
            "The credit code's check digit does not fit: one character may be wrong.",
        )
    else:
        wrong = Text("统一社会信用代码里有不该出现的字符。", "The credit code holds a character that cannot occur.")
    next_step = Text("对照营业执照重新填写。", "Compare it with the licence and type it again.")
    return _invalid(wrong, next_step, field="credit_code", rule="filing.credit_code", article="CTS A-003")


def _kinds_problem(kinds: list[str]) -> NotValid | None:
    if kinds:
        return None
    return _invalid(
        Text("没有选机构类别。", "No kind of organisation is chosen."),
        Text(
            "招标人、招标代理机构、投标人至少选一项，可以多选。",
            "Choose at least one of tenderer, tender agency, bidder.",
        ),
        field="kinds",
    )


def _field_problem(field: FormField, value: str) -> NotValid | None:
    if not value:
        if not field.required:
            return None
        wrong = Text(f"没有填{field.label.zh}。", f"“{field.label.en}” is empty.")
        return _invalid(wrong, _FILL_IN, field=field.name)
    if len(value) > field.max_length:
        wrong = Text(f"{field.label.zh}太长。", f"“{field.label.en}” is too long.")
        next_step = Text(f"最多 {field.max_length} 个字。", f"At most {field.max_length} characters.")
        return _invalid(wrong, next_step, field=field.name)
    if field.pattern is not None and field.wrong is not None and not field.pattern.match(value):
        wrong = Text(f"{field.label.zh}写得不对。", f"“{field.label.en}” is not in the right form.")
        return _invalid(wrong, field.wrong, field=field.name)
    return None
