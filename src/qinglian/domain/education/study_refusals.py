"""What study and education refuse, beyond what people.refusing says for all."""

from qinglian.domain.people.refusing import not_now, not_valid, not_yours, unfilled, unknown
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid, TooOften
from qinglian.law.text import Text

PARTY_OFFICE = Text("机关党委", "the party office")
RUNNERS = Text("机关党委或者这次活动的组织人", "the party office or who organises this activity")
STAFF = Text("中心工作人员和监督人员", "the centre's staff and supervisors")
KIND_NEEDS: dict[str, Text] = {
    "speaker": Text("主讲人", "The speaker"),
    "speaker_name": Text("专家姓名", "The expert's name"),
    "speaker_unit": Text("专家单位", "The expert's unit"),
    "film": Text("警示教育片", "The film"),
    "case": Text("讨论的案例", "The case"),
    "book": Text("共读的书", "The book"),
}


def only_readers() -> NotAllowed:
    """This will say that study and education are for the centre's staff and supervisors."""
    return not_yours(STAFF, rule="study_readers")


def only_party_office() -> NotAllowed:
    """This will say that the party office does this."""
    return not_yours(PARTY_OFFICE, rule="study_run")


def only_runners() -> NotAllowed:
    """This will say that the party office or the organiser does this."""
    return not_yours(RUNNERS, rule="study_run")


def no_such(what: Text) -> NotFound:
    """This will say that there is no such thing."""
    return unknown(what)


def plan_wrong(field: str, wrong: Text) -> NotValid:
    """This will say what is wrong with a plan."""
    return not_valid(field, wrong, Text("请改好后再保存。", "Mend it and save again."), rule="study_plan")


def plan_lacks(field: str) -> NotValid:
    """This will say what a plan of this kind has to name."""
    return unfilled(field, KIND_NEEDS[field])


def nobody_expected() -> NotNow:
    """This will say that the audience is empty."""
    return not_now(
        Text("花名册上没有该参加的人。", "Nobody on the roll belongs to this audience."),
        Text("请改参加对象，或者先补花名册。", "Change the audience, or mend the roll first."),
        rule="study_expected",
    )


def code_wrong() -> NotValid:
    """This will say that a code is not the one on the screen."""
    return not_valid(
        "code",
        Text("签到码不对，或者已经换了。", "The code is wrong, or has changed since."),
        Text("请重新扫屏幕上的码，或者填现在的六位数。", "Scan the screen again, or type the six digits that it shows now."),
        rule="study_code",
    )  # fmt: skip


def too_many_codes() -> TooOften:
    """This will say that too many wrong codes came within the hour."""
    return TooOften(
        Text("这一小时里填错的签到码太多。", "Too many wrong codes came within this hour."),
        rule="study_code_tries",
        article="PLT",
        next_step=Text("请找组织人从名单上补记。", "Ask the organiser to enter you from the list."),
    )


def not_signing_in(state: Text) -> NotNow:
    """This will say that sign-in is not open."""
    return not_now(
        Text(f"现在不在签到时间，活动是“{state.zh}”。", f"Sign-in is not open; the activity is “{state.en}”."),
        Text("请在组织人开始签到后再来；错过的，找组织人补记。", "Come once the organiser has opened it; if you missed it, ask the organiser."),
        rule="study_code",
    )  # fmt: skip


def not_expected(field: str = "persons") -> NotValid:
    """This will say that somebody is not on the list of those expected."""
    return not_valid(
        field,
        Text("不在这次活动的应到名单上。", "This person is not expected at this activity."),
        Text("请找组织人核对参加对象。", "Ask the organiser about the audience."),
        rule="study_expected",
    )
