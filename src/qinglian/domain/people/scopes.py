"""What an API token may do, as data: reading, and writing in each part of the API. Pure."""

from dataclasses import dataclass

from qinglian.law.text import Text


@dataclass(frozen=True)
class Scope:
    """One scope: its code and what it opens. Its person's post bounds it further: a token never does more than its person may."""

    code: str
    label: Text


SCOPES: tuple[Scope, ...] = (
    Scope("read", Text("查看本人能看到的一切", "Read whatever the person may see")),
    Scope("people:write", Text("办理登记、密钥和岗位", "Act on registrations, keys and posts")),
    Scope("projects:write", Text("编制投资项目", "Prepare investment projects")),
    Scope("tenders:write", Text("编制、复核公告与招标文件", "Prepare and review notices and documents")),
    Scope("bids:write", Text("办理开标事项", "Act at openings")),
)
_SAFE = ("GET", "HEAD", "OPTIONS")


def scope_of_request(method: str, path: str) -> str:
    """This will return the scope that a request to `/api/<part>/...` needs; a part without a row above is never written by token."""
    if method in _SAFE:
        return "read"
    part = path.removeprefix("/api/").partition("/")[0]
    return f"{part}:write"


def label_of(code: str) -> Text:
    """This will return a scope's label (the code itself for one that is no longer offered)."""
    return next((scope.label for scope in SCOPES if scope.code == code), Text(code, code))
