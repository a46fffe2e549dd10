"""docs/reference/formulas.md: every benchmark price formula in words, its readings, parameters, source and worked example."""

from docs.generate.markdown import heading, table
from qinglian.law.evaluation.benchmark_price import FORMULAS, Formula, Parameter
from qinglian.law.evaluation.examples import BY_FORMULA, CAP_FEN
from qinglian.law.evaluation.explain import explain
from qinglian.law.text import Text


def page() -> str:
    """This will return the page."""
    intro = (
        "The formulas as rows of data, with what the law or practice leaves open said plainly. Every amount is rounded to the fen, half up, "
        "when it is written down. [How they are used](../evaluation.md)."
    )
    parts = [heading("Formulas 评标基准价公式", "`qinglian/law/evaluation/benchmark_price`", intro)]
    return "\n".join(parts + [_chapter(formula) for formula in FORMULAS])


def _chapter(formula: Formula) -> str:
    parts = [f"## {formula.number} {formula.label.zh} {formula.label.en} `{formula.code}`", "", *_both(formula.words)]
    for reading in formula.readings:
        parts.append(f"- {reading.zh} {reading.en}")
    parts += ["" if formula.readings else None, f"来源 Source: {formula.source.zh}。{formula.source.en}.", ""]
    if formula.parameters:
        parts.append(_parameters(formula.parameters))
    return "\n".join([part for part in parts if part is not None] + _example(formula))


def _parameters(parameters: tuple[Parameter, ...]) -> str:
    head = ("parameter", "中文", "English", "unit", "from", "to", "default", "fixed or drawn")
    rows = (
        (
            f"`{p.code}`",
            p.label.zh,
            p.label.en,
            p.unit,
            p.least,
            p.most,
            _default(p),
            "drawn" if p.is_drawn else "fixed",
        )
        for p in parameters
    )
    return table(head, rows)


def _default(parameter: Parameter) -> str:
    if not parameter.is_drawn:
        return str(parameter.default[0])
    low, high, step = parameter.default
    return f"{low} to {high}, step {step}"


def _example(formula: Formula) -> list[str]:
    example = BY_FORMULA[formula.code]
    prices = ", ".join(f"{number}: {fen / 100:,.2f}" for number, fen in sorted(example.prices.items()))
    cap = f"；控制价 Control price: {CAP_FEN / 100:,.2f}" if formula.needs_cap else ""
    lines = explain(example.computed())[1:]
    told = [f"{line.zh}\n{line.en}" if line.zh != line.en else line.zh for line in lines]
    return [f"例 Example. 报价（编号：元） Prices (number: yuan): {prices}{cap}", "", "```text", *told, "```", ""]


def _both(text: Text) -> list[str]:
    return [text.zh, "", text.en, ""]
