"""The criteria that a new section starts with, for works, goods and services. A tenderer changes them before the notice is out."""

from dataclasses import dataclass
from typing import Any

from qinglian.law.text import Text


@dataclass(frozen=True)
class Criterion:
    """One criterion: code, part, label, full score, and what earns it."""

    code: str
    part: str
    label: Text
    full: str
    guidance: Text

    def as_json(self) -> dict[str, Any]:
        """This will return the criterion as terms spell it."""
        words = {"label": self.label, "guidance": self.guidance}
        spoken = {name: {"zh": text.zh, "en": text.en} for name, text in words.items()}
        return {"code": self.code, "part": self.part, "full": self.full, **spoken}


# fmt: off
_RECORD = Text("按招标文件列明的类似业绩逐项计分；不得限定特定地区或者特定行业。", "Points for each similar contract as the tender document lists them; no limit to a region or trade.")
_PEOPLE = Text("按拟派人员的资格和经验计分。", "Points for the qualification and experience of the people named.")
_PLAN = Text("针对性、完整性、可行性。", "To the point, complete, feasible.")
_WORKS = (
    Criterion("construction_plan", "technical", Text("施工组织设计", "Construction plan"), "15.00", _PLAN),
    Criterion("quality_and_safety", "technical", Text("质量与安全措施", "Quality and safety"), "10.00", _PLAN),
    Criterion("schedule", "technical", Text("进度计划与资源配置", "Schedule and resources"), "10.00", _PLAN),
    Criterion("project_team", "business", Text("项目管理机构", "Project team"), "8.00", _PEOPLE),
    Criterion("similar_works", "business", Text("类似工程业绩", "Similar works"), "7.00", _RECORD),
)
_GOODS = (
    Criterion("technical_response", "technical", Text("技术参数响应", "Technical response"), "25.00", Text("逐条对照招标文件的技术要求。", "Line by line against the technical requirements.")),
    Criterion("delivery_plan", "technical", Text("供货与安装方案", "Delivery and installation"), "10.00", _PLAN),
    Criterion("after_sales", "business", Text("售后服务", "After-sales service"), "10.00", _PLAN),
    Criterion("similar_supplies", "business", Text("类似供货业绩", "Similar supplies"), "5.00", _RECORD),
)
_SERVICES = (
    Criterion("service_plan", "technical", Text("服务方案", "Service plan"), "30.00", _PLAN),
    Criterion("service_quality", "technical", Text("质量保证措施", "Quality assurance"), "15.00", _PLAN),
    Criterion("service_team", "business", Text("服务团队", "Service team"), "15.00", _PEOPLE),
    Criterion("similar_services", "business", Text("类似服务业绩", "Similar services"), "10.00", _RECORD),
)
# fmt: on
DEFAULT_CRITERIA: dict[str, tuple[tuple[Criterion, ...], str]] = {
    "works": (_WORKS, "50.00"),
    "goods": (_GOODS, "50.00"),
    "services": (_SERVICES, "30.00"),
}
