"""The catalogue: 56 integrity risk points of a trading centre and the one measure against each. Pure data, in the order of the wall."""

from qinglian.domain.integrity.catalogue.places import STEPS
from qinglian.domain.integrity.catalogue.point import RiskPoint
from qinglian.domain.integrity.catalogue.points_award import AWARD
from qinglian.domain.integrity.catalogue.points_bidding import BIDDING
from qinglian.domain.integrity.catalogue.points_evaluation import EVALUATION
from qinglian.domain.integrity.catalogue.points_house import HOUSE
from qinglian.domain.integrity.catalogue.points_preparation import PREPARATION

POINTS: tuple[RiskPoint, ...] = PREPARATION + BIDDING + EVALUATION + AWARD + HOUSE
BY_CODE: dict[str, RiskPoint] = {point.code: point for point in POINTS}
BY_STEP: dict[str, tuple[RiskPoint, ...]] = {
    step.code: tuple(point for point in POINTS if point.step == step.code) for step in STEPS
}
BY_WATCH: dict[str, RiskPoint] = {point.measure.watch: point for point in POINTS if point.measure.watch}
