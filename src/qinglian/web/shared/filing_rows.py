"""How registrations are drawn: chips of states, rows of definitions, differences between old and new."""

from typing import Protocol

from qinglian.domain.people.filing_form import CODE_LABEL, FIELDS, KINDS_LABEL, NAME_LABEL
from qinglian.domain.people.lifecycle import FILING, KEY, ORGANISATION
from qinglian.domain.people.roles import ORGANISATION_KINDS
from qinglian.law.text import Text
from qinglian.web.shared.parts import Step

PRESENT: dict[str, tuple[str, Text]] = {
    code: (status, ORGANISATION.state(code).label)
    for code, status in (("draft", "wait"), ("active", "ok"), ("suspended", "stop"))
}
FILING_CHIPS: dict[str, tuple[str, Text]] = {
    code: (status, FILING.state(code).label)
    for code, status in (("draft", "wait"), ("filed", "run"), ("rejected", "stop"), ("verified", "ok"))
}
KEY_CHIPS: dict[str, tuple[str, Text]] = {
    code: (status, KEY.state(code).label)
    for code, status in (("proposed", "wait"), ("bound", "ok"), ("refused", "stop"), ("revoked", "stop"))
}


class Filed(Protocol):
    """An organisation or filing."""

    name: str
    credit_code: str
    kinds: list[str]
    details: dict[str, str]


def rows_of(row: Filed) -> list[tuple[Text, Text | str]]:
    """This will return (label, value) for every field, in the form's order; an empty optional one is a dash."""
    named: list[tuple[Text, Text | str]] = [
        (NAME_LABEL, row.name),
        (CODE_LABEL, row.credit_code),
        (KINDS_LABEL, kinds_words(row.kinds)),
    ]
    return named + [(field.label, row.details.get(field.name) or "—") for field in FIELDS]


def kinds_words(kinds: list[str]) -> Text:
    """This will say the kinds of an organisation."""
    labels = [ORGANISATION_KINDS[kind] for kind in kinds if kind in ORGANISATION_KINDS]
    return Text("、".join(label.zh for label in labels), ", ".join(label.en for label in labels))


_STEPS = (
    (Text("协议", "Agreement"), Text("先读后填", "read first")),
    (Text("填写信息", "Data"), Text("机构与经办人", "organisation and declarant")),
    (Text("申报", "File"), Text("申报后锁定", "locked once filed")),
    (Text("中心核验", "Verification"), Text("对照证照", "against the licence")),
    (Text("绑定密钥", "Key"), Text("电话核对指纹", "fingerprint by phone")),
)


def registration_steps(current: int) -> list[Step]:
    """This will lay out the registration's ruler; `current` is the number of the running step, 1 to 5, 6 when all are done."""
    return [
        Step(label, "done" if number < current else "now" if number == current else "ahead", note)
        for number, (label, note) in enumerate(_STEPS, start=1)
    ]


def step_of(organisation_state: str, filing_state: str, *, has_key: bool) -> int:
    """This will say which step of the registration runs."""
    if organisation_state == "draft":
        return 4 if filing_state == "filed" else 3
    return 6 if has_key else 5
