"""The figures of a formula: as the notice spells them, as numbers, and the drawn ones from a revealed seed."""

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple

from qinglian.law.evaluation.benchmark_price.arithmetic import CONTEXT
from qinglian.law.evaluation.benchmark_price.shapes import Formula, Parameter
from qinglian.law.evaluation.drawn import draw_value, values_between
from qinglian.law.text import Text

_FIGURE = re.compile(r"(0|[1-9][0-9]{0,4})\.[0-9]{2}\Z", re.ASCII)


class Fault(NamedTuple):
    """What is wrong with one field of the terms: its name and a sentence."""

    name: str
    wrong: Text


def figure(value: object) -> Decimal | None:
    """This will read a figure as terms and score sheets spell it: not negative, at most 99999.99, exactly two places."""
    return Decimal(value) if isinstance(value, str) and _FIGURE.match(value) else None


def default_parameters(formula: Formula) -> dict[str, str]:
    """This will return the notice's parameters as they stand before anybody changes them."""
    return {
        name: f"{value:.2f}"
        for parameter in formula.parameters
        for name, value in zip(parameter.names, parameter.default, strict=True)
    }


def parameter_faults(formula: Formula, parameters: object) -> list[Fault]:
    """This will list what is wrong with a notice's parameters for a formula; an empty list means that it can be computed."""
    if not isinstance(parameters, dict):
        return [Fault("", Text("参数应是一组数值。", "Parameters are a set of figures."))]
    known = {name for parameter in formula.parameters for name in parameter.names}
    unknown = Text("这个公式没有这个参数。", "This formula has no such parameter.")
    faults = [Fault(str(name)[:40], unknown) for name in parameters if name not in known]
    for parameter in formula.parameters:
        faults += _faults_of(parameter, parameters)
    if not faults:
        fixed = {row.code: Decimal(parameters[row.code]) for row in formula.parameters if not row.is_drawn}
        wrong = formula.check(fixed)
        faults += [Fault("", wrong)] if wrong else []
    return faults


def read_parameters(formula: Formula, parameters: Mapping[str, str], *, seed: bytes | None) -> dict[str, Decimal]:
    """This will return every figure of a formula, the drawn ones from the seed, or raise ValueError."""
    faults = parameter_faults(formula, dict(parameters))
    if faults:
        raise ValueError("; ".join(f"{fault.name}: {fault.wrong.en}" for fault in faults))
    return {row.code: _value(formula, row, parameters, seed) for row in formula.parameters}


def _value(formula: Formula, row: Parameter, parameters: Mapping[str, str], seed: bytes | None) -> Decimal:
    if not row.is_drawn:
        return Decimal(parameters[row.code])
    if seed is None:
        raise ValueError(f"{row.code} of {formula.code} is drawn: it needs the revealed seed")
    low, high, step = (Decimal(parameters[name]) for name in row.names)
    return draw_value(seed, f"{formula.code}/{row.code}", low, high, step)


def _faults_of(row: Parameter, parameters: Mapping[str, object]) -> list[Fault]:
    figures = [figure(parameters.get(name)) for name in row.names]
    spelt = Text("应写成两位小数，例如 95.00。", "Write it with two decimal places, for example 95.00.")
    faults = [Fault(name, spelt) for name, value in zip(row.names, figures, strict=True) if value is None]
    if faults:
        return faults
    found = [value for value in figures if value is not None]
    limits = Text(f"应在 {row.least} 至 {row.most} 之间。", f"It lies between {row.least} and {row.most}.")
    ends = zip(row.names[:2], found[:2], strict=True)
    faults = [Fault(name, limits) for name, value in ends if not row.least <= value <= row.most]
    if not faults and not row.is_drawn and found[0] % row.step:
        faults.append(Fault(row.code, Text(f"应是 {row.step} 的整数倍。", f"It is a multiple of {row.step}.")))
    if not faults and row.is_drawn and not _is_range(*found):
        wrong = Text("步长应大于零，并能把下限到上限分成整数段。", "The step is positive and divides the range evenly.")
        faults.append(Fault(row.names[2], wrong))
    return faults


def _is_range(low: Decimal, high: Decimal, step: Decimal) -> bool:
    with localcontext(CONTEXT):
        try:
            return bool(values_between(low, high, step))
        except ValueError:
            return False
