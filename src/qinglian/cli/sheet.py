"""Filling the sheet (开标一览表) on the command line: `name=value`, money in yuan, checked against the notice's form."""

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from qinglian.cli.refused import Refused
from qinglian.cli.speech import errors, said, say
from qinglian.domain.tenders.sheet_form import check_sheet

_WHOLE = re.compile(r"[0-9]{1,15}\Z")


def read_sheet(form: list[dict[str, Any]], typed: list[str], *, cap_fen: int | None) -> dict[str, Any]:
    """This will return the filled sheet. Money is typed in yuan (`price=1835.05`), also under its name without `_fen`."""
    kinds = {field["name"]: field["kind"] for field in form}
    filled: dict[str, Any] = {}
    for row in typed:
        name, found, value = row.partition("=")
        name = name if name in kinds else f"{name}_fen"
        if not found or name not in kinds:
            known = ", ".join(kinds)
            raise Refused(
                "“{row}”：应为 名称=值；名称有 {known}",
                "“{row}”: name=value was expected; names are {known}",
                row=row,
                known=known,
            )
        filled[name] = _value(kinds[name], value)
    faults = check_sheet(form, filled)
    if faults:
        listed = "；".join(f"{fault.name}: {said(fault.wrong)}" for fault in faults)
        raise Refused("开标一览表不合格：{listed}", "The sheet does not fit the form: {listed}", listed=listed)
    _warn_above_cap(filled.get("price_fen"), cap_fen)
    return filled


def _value(kind: str, typed: str) -> Any:
    if kind == "money":
        try:
            fen = Decimal(typed.replace(",", "")) * 100
        except InvalidOperation:
            fen = Decimal("0.5")
        if fen != fen.to_integral_value():
            raise Refused("“{typed}” 不是金额（元）", "“{typed}” is no amount in yuan", typed=typed)
        return int(fen)
    if kind == "days":
        return int(typed) if _WHOLE.match(typed) else typed
    return typed


def _warn_above_cap(price_fen: int | None, cap_fen: int | None) -> None:
    if price_fen is not None and cap_fen is not None and price_fen > cap_fen:
        errors().print(
            say(
                "注意：报价 {price:.2f} 元高于最高投标限价 {cap:.2f} 元，会被否决",
                "Note: the price of {price:.2f} yuan is above the cap of {cap:.2f} yuan and will be rejected",
                price=price_fen / 100,
                cap=cap_fen / 100,
            )
        )
