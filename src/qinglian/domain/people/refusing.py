"""Refusals that the centre's own registers share, so that each says the same thing in the same words."""

from datetime import date

from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.rulebook import rule as row_of
from qinglian.law.text import Text


def not_yours(whose: Text, *, rule: str, article: str = "PLT") -> NotAllowed:
    """This will say whose act or page this is: `whose` completes "this is for"."""
    return NotAllowed(
        Text(f"这件事由{whose.zh}办理。", f"This is for {whose.en}."),
        rule=rule,
        article=article,
        next_step=Text(f"请{whose.zh}办理。", f"Ask {whose.en}."),
    )


def unknown(what: Text) -> NotFound:
    """This will say that there is no such thing, or that it is not the asker's to see."""
    return NotFound(
        Text(f"没有这{what.zh}，或者您无权查看。", f"There is no such {what.en}, or it is not yours to see."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请从列表进入。", "Come from the list."),
    )


def unfilled(field: str, what: Text) -> NotValid:
    """This will say that something is not filled in."""
    return NotValid(
        Text(f"没有填{what.zh}。", f"{what.en} is missing."),
        rule="field_filled",
        article="PLT",
        next_step=Text("请补充后再交。", "Fill it in and hand it in again."),
        field=field,
    )


def unlisted(field: str, *, rule: str) -> NotValid:
    """This will say that something is none of those that the platform lists."""
    return not_valid(
        field,
        Text("所选的不在列出的项里。", "This is not one of those listed."),
        Text("请从列表里选。", "Choose one of the list."),
        rule=rule,
    )


def not_valid(field: str, wrong: Text, next_step: Text, *, rule: str, article: str = "PLT") -> NotValid:
    """This will say what is wrong with a field and what to do."""
    return NotValid(wrong, rule=rule, article=article, next_step=next_step, field=field)


def not_now(wrong: Text, next_step: Text, *, rule: str, article: str = "PLT") -> NotNow:
    """This will say why it is not possible now and what to do."""
    return NotNow(wrong, rule=rule, article=article, next_step=next_step)


def require_size(size: int, field: str, *, limit: str, on: date) -> None:
    """This will refuse a file that is larger than the rulebook's row `limit` (bytes) before anybody reads it into memory."""
    most = row_of(limit, on=on).number()
    if size > most:
        raise not_valid(
            field,
            Text(f"文件超过 {most // 1_048_576} MiB。", f"The file has more than {most // 1_048_576} MiB."),
            Text("请压缩或者拆小后再交。", "Compress or split it and hand it in again."),
            rule=limit,
        )


def require_text(words: str, field: str, what: Text, *, most: int = 4000) -> str:
    """This will return the words without stray spaces, or raise NotValid when there are none or too many."""
    told = words.strip()
    if not told:
        raise unfilled(field, what)
    if len(told) > most:
        raise not_valid(
            field,
            Text(f"{what.zh}超过 {most} 字。", f"{what.en} has more than {most} characters."),
            Text("请精简后再交。", "Shorten it and hand it in again."),
            rule="field_form",
        )
    return told
