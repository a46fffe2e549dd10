"""The refusals of the register and of draws: each made once, with its rule, article and next step."""

from contextlib import AbstractContextManager

from qinglian.law.refusal import MISFITS, NotAllowed, NotFound, NotNow, NotValid, refusing
from qinglian.law.text import Text

FIELDS: dict[str, Text] = {
    "name": Text("姓名", "name"),
    "unit": Text("工作单位", "employer"),
    "phone": Text("联系电话", "phone"),
    "title": Text("职称", "professional title"),
    "region": Text("地区", "region"),
    "unit_code": Text("单位信用代码", "credit code of the employer"),
    "years": Text("从事相关工作年限", "years of work in the field"),
    "born_year": Text("出生年份", "year of birth"),
    "specialities": Text("专业", "specialities"),
    "interests": Text("利害关系申报", "declared interests"),
    "strata": Text("各专业人数", "numbers by speciality"),
    "place": Text("评标地点", "place"),
    "evaluation_at": Text("评标时间", "time of the evaluation"),
    "hours": Text("预计时长", "expected hours"),
}

_CORRECT = Text("请改正后再提交。", "Correct it and hand it in again.")
_LOOK = Text("请看抽取页面上的状态。", "See the state on the page of the draw.")


def misfitting() -> AbstractContextManager[None]:
    """This will turn what does not fit in an approval, a roster or a disclosure into NotValid."""
    return refusing(lambda error: unfit(Text(f"内容不符：{error}", f"It does not fit: {error}")), *MISFITS)


def unfit(wrong: Text) -> NotValid:
    """This will refuse a roster, an approval or a disclosure that does not fit what was fixed before."""
    return NotValid(wrong, rule="draw_fits", article="REG 46", next_step=_LOOK, field="draw")


def unfilled(name: str) -> NotValid:
    """This will refuse a field that is missing or malformed."""
    label = FIELDS[name]
    return NotValid(
        Text(f"“{label.zh}”没有填写或者填写不对。", f"“{label.en}” is missing or malformed."),
        rule="field_filled",
        article="PLT",
        next_step=_CORRECT,
        field=name,
    )


def known_already() -> NotValid:
    """This will refuse an expert who is in the register already."""
    return NotValid(
        Text("库中已有同名同电话的专家。", "The register has an expert of this name and phone already."),
        rule="expert_once",
        article="REG 46",
        next_step=Text("请查找并修改原有资料。", "Find the entry and edit it."),
        field="name",
    )


def too_few_years(least: int) -> NotValid:
    """This will refuse to admit an expert with too few years in the field (ZTB 37)."""
    return NotValid(
        Text(f"从事相关工作不满 {least} 年。", f"Fewer than {least} years of work in the field."),
        rule="expert_years",
        article="ZTB 37",
        next_step=Text("不能入库；资料有误的请先修改。", "Not admissible; correct the entry when it is wrong."),
        field="years",
    )


def no_reason() -> NotValid:
    """This will refuse an act that needs a reason and has none."""
    return NotValid(
        Text("没有写明理由。", "No reason is given."),
        rule="reason_given",
        article="PLT",
        next_step=Text("请补充理由。", "Give the reason."),
        field="reason",
    )


def unlawful_committee(rule: str) -> NotValid:
    """This will refuse a committee that the law does not admit."""
    return NotValid(
        Text(
            "评标委员会应为五人以上单数，专家不少于三分之二。",
            "A committee has five or more members, an odd number, two thirds experts.",
        ),
        rule=rule,
        article="ZTB 37",
        next_step=_CORRECT,
        field="size",
    )


def wrong_sum(experts: int) -> NotValid:
    """This will refuse numbers by speciality that do not add up."""
    return NotValid(
        Text(f"各专业人数之和应为 {experts} 人。", f"The numbers by speciality must add up to {experts}."),
        rule="committee_experts_min",
        article="ZTB 37",
        next_step=_CORRECT,
        field="strata",
    )


def pool_too_small(speciality: Text, least: int) -> NotValid:
    """This will refuse a request that the register cannot meet without giving the drawn experts away."""
    return NotValid(
        Text(f"“{speciality.zh}”在库专家少于 {least} 人。", f"Fewer than {least} experts for “{speciality.en}”."),
        rule="expert_pool_factor",
        article="REG 46",
        next_step=Text("请放宽地区，或者调整专业和人数。", "Widen the region, or change specialities and numbers."),
        field="strata",
    )


def drawn_once() -> NotNow:
    """This will refuse a second request while the first is not abandoned."""
    return NotNow(
        Text(
            "本标段已有抽取，没有放弃前不能再申请。",
            "The section has a draw; there is no second before it is abandoned.",
        ),
        rule="draw_once",
        article="REG 46",
        next_step=Text(
            "确需重来的，由复核人写明理由放弃后再申请。", "If need be, have it abandoned with a reason first."
        ),
    )


def out_of_time(wrong: Text) -> NotNow:
    """This will refuse an act of a draw whose moment has not come or is over."""
    return NotNow(wrong, rule="draw_in_order", article="REG 46", next_step=_LOOK)


def recused_at_the_seat() -> NotNow:
    """This will refuse to recuse by the call's credential once the evaluation has begun, or when the draw has stopped."""
    return NotNow(
        Text("抽取已经停止，或者评标已经开始。", "The draw has stopped, or the evaluation has begun."),
        rule="draw_in_order",
        article="REG 48",
        next_step=Text("评标开始后请在评标席位上申请回避。", "Once the evaluation has begun, recuse at your seat."),
    )


def not_late_yet(minutes: int) -> NotNow:
    """This will refuse to count an expert as late too early."""
    return NotNow(
        Text(f"评标时间过后 {minutes} 分钟才记为迟到。", f"Late is who misses the hour by {minutes} minutes."),
        rule="expert_late_minutes",
        article="GBF",
        next_step=Text("请再等一等。", "Wait a little longer."),
    )


def not_the_supervision() -> NotAllowed:
    """This will refuse an approval that no guardian of the supervision group signed."""
    return NotAllowed(
        Text("名册由监督组的保管人核对签署。", "A guardian of the supervision group approves the roster."),
        rule="draw.approve_roster",
        article="REG 46",
        next_step=Text("请用监督组保管人的密钥签署。", "Sign with a key of a guardian of that group."),
    )


def names_are_secret() -> NotAllowed:
    """This will refuse the names before the award is fixed (ZTB 37)."""
    return NotAllowed(
        Text(
            "评标委员会名单在中标结果确定前保密。这次查询已记入日志。",
            "The names are secret until the result is fixed. That they were asked for is in the log.",
        ),
        rule="committee_secret",
        article="ZTB 37",
        next_step=Text("结果确定后，名单在抽取页面公开。", "After the result they stand on the page of the draw."),
    )


def nothing_found() -> NotFound:
    """This will say that there is nothing to see here, or not for the asker."""
    return NotFound(
        Text("没有这一项，或者您无权查看。", "There is no such thing, or it is not yours to see."),
        rule="nothing_found",
        article="PLT",
        next_step=Text("请核对链接或者编号。", "Check the link or the number."),
    )
