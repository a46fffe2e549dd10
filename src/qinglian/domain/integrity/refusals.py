"""What rounds, pledges and lists of duties refuse, in words with rule, article and next step."""

from qinglian.domain.people.refusing import not_now, not_valid, not_yours, unknown
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.law.text import Text

DISCIPLINE, PARTY = Text("纪检人员", "a discipline officer"), Text("机关党委", "the party office")


def for_staff(rule: str) -> NotAllowed:
    """This will say that a register is for the centre's staff and supervisors."""
    return not_yours(Text("中心工作人员和监督人员", "the centre's staff and supervisors"), rule=rule)


def no_such_round() -> NotFound:
    """This will say that there is no such round."""
    return unknown(Text("轮查摆", "round"))


def no_such_proposal() -> NotFound:
    """This will say that there is no such proposal."""
    return unknown(Text("条风险点建议", "proposal"))


def no_such_campaign() -> NotFound:
    """This will say that there is no such campaign."""
    return unknown(Text("次岗位承诺", "campaign of pledges"))


def no_such_pledge() -> NotFound:
    """This will say that there is no such pledge, or that it is not the asker's to see."""
    return unknown(Text("份承诺书", "pledge"))


def no_such_list() -> NotFound:
    """This will say that there is no such list of duties."""
    return unknown(Text("份责任清单", "list of duties"))


def round_open_already() -> NotNow:
    """This will say that a round is open."""
    return not_now(
        Text("还有一轮查摆没有结束。", "A round is still open."),
        Text("请先结束上一轮。", "Close it first."),
        rule="risk_round",
    )


def period_backwards() -> NotValid:
    """This will say that a round ends before it begins, or that its end has passed."""
    return not_valid(
        "until_on",
        Text("截止日早于开始日或者今天。", "The round ends before it begins, or before today."),
        Text("请改截止日。", "Change its last day."),
        rule="risk_round",
    )


def undecided(many: int) -> NotNow:
    """This will say how many proposals wait for a decision."""
    return not_now(
        Text(f"还有 {many} 条建议没有办完。", f"{many} proposals are undecided."),
        Text("请审完、定完再结束本轮。", "Decide them first, then close the round."),
        rule="risk_round.close_round",
    )


def not_your_post() -> NotAllowed:
    """This will say that one proposes for the own post, or for the own section as its head."""
    return not_yours(
        Text("本岗位人员或者所在科室负责人", "the post's holder or its section's head"), rule="risk_proposal.own_post"
    )


def another_person() -> NotAllowed:
    """This will say that somebody has already had a hand in this proposal."""
    return not_yours(
        Text("没有经手过这条建议的人", "somebody who has had no hand in this proposal"),
        rule="risk_proposal.another_person",
    )


def too_many(most: int) -> NotValid:
    """This will say how many go at once."""
    return not_valid(
        "proposals",
        Text(f"一次办 1 至 {most} 条。", f"1 to {most} at once."),
        Text("请分批办理。", "Do them in parts."),
        rule="risk_proposals_most",
    )


def campaign_exists(year: int) -> NotNow:
    """This will say that the year's pledges have been asked for."""
    return not_now(
        Text(f"{year} 年度的岗位承诺已经发起。", f"The pledges of {year} have been asked for."),
        Text("请打开已有的一次。", "Open the campaign that stands."),
        rule="pledge_campaign",
    )


def due_in_the_past() -> NotValid:
    """This will say that the day by which something is due has passed."""
    return not_valid(
        "due_on",
        Text("期限早于今天，或者不在本年度。", "The day has passed, or lies in another year."),
        Text("请改期限。", "Change the day."),
        rule="field_form",
    )


def not_on_roll() -> NotAllowed:
    """This will say that only members of staff on the roll pledge."""
    return not_yours(Text("花名册上的工作人员", "staff on the roll"), rule="pledge_own")


def no_campaign() -> NotNow:
    """This will say that no pledge is asked for."""
    return not_now(
        Text("还没有发起岗位承诺。", "No pledges have been asked for."),
        Text("请等机关党委发起。", "Wait for the party office."),
        rule="pledge_campaign",
    )


def signed_already() -> NotNow:
    """This will say that the pledge is signed."""
    return not_now(
        Text("现任岗位的承诺已经签了。", "The pledge of your present post is signed."),
        Text("无须再办。", "Nothing is left to do."),
        rule="pledge_own",
    )


def text_changed() -> NotNow:
    """This will say that what was read is not what would be signed now."""
    return not_now(
        Text("承诺书的内容与您读到的不一样。", "The pledge is not what you read."),
        Text("请重新读一遍再签。", "Read it again, then sign."),
        rule="pledge_own",
    )


def leader_pledge_missing(leader: str) -> NotNow:
    """This will say that the project's leader has not signed the public pledge."""
    return not_now(
        Text(
            f"项目负责人{leader}还没有签廉洁公开承诺书。",
            f"The project's leader {leader} has not signed the public pledge.",
        ),
        Text(
            "请项目负责人本人登录，在项目页签“十不准”承诺，再提交。",
            "The leader signs the ten points on the project's page; then submit.",
        ),
        rule="leader_pledge",
    )


def not_the_leader(leader: str) -> NotAllowed:
    """This will say that only the leader signs."""
    return not_yours(
        Text(f"项目负责人{leader}本人", f"the project's leader {leader} in person"), rule="leader_pledge.own"
    )


def opened_by_colleague(leader: str) -> NotAllowed:
    """This will say that a login which a colleague opened does not sign in public, and how it is made good."""
    return NotAllowed(
        Text(
            f"{leader}的登录是本单位的人代开或者代为重置的，不能签公开承诺。",
            f"The login of {leader} was made or reset by a colleague: it signs no public pledge.",
        ),
        rule="leader_pledge.login",
        article="PLT",
        next_step=Text(
            "请中心系统管理员核对负责人身份，重置登录并把邀请交给本人，再签。",
            "Ask the centre's administrator to check the leader's identity, reset the login and hand the invitation over; then sign.",
        ),
    )  # fmt: skip


def lists_missing(year: int) -> NotNow:
    """This will say that there are no lists of the year in the state that the act wants."""
    return not_now(
        Text(f"没有可办的 {year} 年度责任清单。", f"There are no lists of {year} for this."),
        Text("请核对年度和清单现状。", "Check the year and the state of the lists."),
        rule="duty_lists",
    )
