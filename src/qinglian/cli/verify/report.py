"""What verification found: numbered steps, findings with a code and a sentence, one verdict."""

from dataclasses import asdict, dataclass, field
from typing import Any

from qinglian.cli.verify.findings import FINDINGS
from qinglian.law.text import Text


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be: its code, where it is, what it means."""

    code: str
    where: str
    said: Text


@dataclass
class Step:
    """One numbered step: what it proves, what was looked at, what was found."""

    number: int
    title: Text
    notes: list[Text] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: bool = False

    def note(self, zh: str, en: str, **values: object) -> None:
        """This will say what was looked at."""
        self.notes.append(Text(zh, en).filled(**values))

    def skip(self, zh: str, en: str) -> None:
        """This will say that there was nothing to check, and why."""
        self.skipped = True
        self.note(zh, en)

    def find(self, code: str, where: str = "", **values: object) -> None:
        """This will add a finding of the table FINDINGS (KeyError when it has no such code)."""
        self.findings.append(Finding(code, where, FINDINGS[code].filled(**values) if values else FINDINGS[code]))

    @property
    def outcome(self) -> str:
        """This will return `found`, `skipped` or `ok`."""
        return "found" if self.findings else "skipped" if self.skipped else "ok"


@dataclass
class Report:
    """All steps in order, and what they could not show."""

    steps: list[Step] = field(default_factory=list)
    limits: list[Text] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    origin: str = ""
    simulated: bool = False
    pinned: bool = False

    def step(self, zh: str, en: str) -> Step:
        """This will begin the next step."""
        step = Step(len(self.steps) + 1, Text(zh, en))
        self.steps.append(step)
        return step

    @property
    def findings(self) -> list[Finding]:
        """This will list all findings in the order of the steps."""
        return [finding for step in self.steps for finding in step.findings]

    @property
    def is_verified(self) -> bool:
        """This will say whether nothing was found."""
        return not self.findings

    @property
    def verdict(self) -> Text:
        """This will return the one sentence."""
        if self.findings:
            return Text("不通过：有 {n} 处不符", "FAILED: {n} findings").filled(n=len(self.findings))
        if not self.pinned:
            return Text(
                "前后一致；但信任名单取自被核对的一方，不能证明更多",
                "CONSISTENT, but by the trust list of the very server that is checked: it proves no more",
            )
        return Text("通过", "VERIFIED")

    def as_json(self) -> dict[str, Any]:
        """This will return the report as JSON values."""
        return {
            "verified": self.is_verified,
            "pinned": self.pinned,
            "simulated": self.simulated,
            "origin": self.origin,
            "verdict": asdict(self.verdict),
            **self.counts,
            "findings": [asdict(finding) for finding in self.findings],
            "steps": [asdict(step) | {"outcome": step.outcome} for step in self.steps],
            "cannot_show": [asdict(limit) for limit in self.limits],
        }
