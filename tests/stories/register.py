"""The register of experts of the stories: invented people of a city that does not exist, some of whom declare an interest."""

from typing import Any

from qinglian.domain.experts import actions
from qinglian.domain.experts.expert_form import ExpertInput
from qinglian.domain.experts.models import Expert
from qinglian.domain.people.models import Person
from qinglian.domain.people.queries import actor_of
from tests.stories.stage import Stage

NAMES = (
    "云知秋", "白露生", "江望舒", "林听雨", "苏半夏", "顾长风", "沈青禾", "陆云深", "温如故", "叶知春", "秦朗月", "许星河",
    "谢南山", "韩晓舟", "唐若水", "宋远帆", "季清和", "程松雪", "安石泉", "柳含烟", "孟归鸿", "严寒梅", "方圆圆", "石敬亭",
    "裴明远", "卓然之", "司竹溪", "尹流光", "杜若兰", "祝修竹",
)  # fmt: skip
UNITS = (
    "江城市政设计院", "江城建筑科学研究所", "江城大学土木学院", "江城造价咨询事务所", "江城水务设计所", "滨江监理有限公司",
)  # fmt: skip
# number -> what the expert declares; the organisations are bidders of the stories
INTERESTS: dict[int, dict[str, Any]] = {
    5: {"kind": "employment", "organisation": "江城云帆建设有限公司", "until_on": "2025-03-31", "note": "曾任总工程师"},
    11: {"kind": "kin", "organisation": "江城青石建工有限公司", "until_on": None, "note": "配偶在该公司任职"},
    17: {"kind": "shareholding", "organisation": "江城金沙建设有限公司", "until_on": None, "note": "持有股份"},
}
SPECIALITIES = (["A0802"], ["A0802", "A0501"], ["A0501"], ["A0801", "A0802"], ["B0101", "A0805"])


def fill(stage: Stage) -> None:
    """This will have the keeper of the register add and admit everybody, once in an installation. The register has pages and no endpoint."""
    if Expert.objects.exists():
        return
    keeper = actor_of(Person.objects.get(login="registrar"), at=stage.now)
    for number, name in enumerate(NAMES):
        added = actions.add_expert(_typed(number, name), by=keeper, at=stage.now)
        actions.admit_expert(added, by=keeper, at=stage.now)


def _typed(number: int, name: str) -> ExpertInput:
    """Number 8 works for the tenderer itself."""
    return ExpertInput(
        name=name,
        unit="江城市水务建设有限公司" if number == 8 else UNITS[number % len(UNITS)],
        phone=f"0999-55502{number:02d}",
        title="正高级工程师" if number % 4 == 0 else "高级工程师",
        region="江城市",
        years=9 + number % 17,
        specialities=SPECIALITIES[number % len(SPECIALITIES)],
        interests=[INTERESTS[number]] if number in INTERESTS else [],
    )
