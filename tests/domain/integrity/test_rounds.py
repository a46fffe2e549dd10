"""Risk-finding rounds: posts propose, three others judge, and each point of the catalogue traces to a round, a post and a day."""

from itertools import product

import pytest

from qinglian.domain.integrity import actions, queries
from qinglian.domain.integrity.catalogue import POINTS
from qinglian.domain.integrity.lifecycle import PROPOSAL, ROUND
from qinglian.domain.integrity.models import Adoption, RiskProposal
from qinglian.domain.integrity.posts import POST_RISKS, points_of, posts_of
from qinglian.domain.people.establishment import WORK_POSTS
from qinglian.domain.people.models import Duty
from qinglian.law.actor import Actor
from qinglian.law.refusal import NotAllowed, NotFound, NotNow, NotValid
from qinglian.record.models import Fact
from tests.factories import rounds, staff

pytestmark = pytest.mark.django_db
AT = rounds.AT


@pytest.fixture
def team() -> rounds.House:
    """This will staff the centre."""
    return rounds.house()


def test_open_round_asks_the_holders_of_each_post_and_heads_where_nobody_holds_it(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    asked = set(
        Duty.objects.filter(kind="risk_proposal", about=f"round:{found.pk}").values_list("owed_by_id", flat=True)
    )
    assert asked == {row.pk for row in (team.secretary, team.deputy, team.party, team.discipline, team.head, team.host)}
    assert Fact.objects.get(kind="risk-round-opened/v1").secrecy == "open"


def test_open_round_is_the_discipline_officers_and_one_at_a_time(team: rounds.House) -> None:
    with pytest.raises(NotAllowed):
        rounds.opened_round(team.party)
    rounds.opened_round(team.discipline)
    with pytest.raises(NotNow, match="risk_round"):
        rounds.opened_round(team.discipline)
    with pytest.raises(NotValid):
        actions.open_round(
            title="反了", from_on=rounds.DUE, until_on=rounds.TODAY, by=staff.actor(team.discipline), at=AT
        )


def test_propose_points_fulfils_the_duty_and_waits_for_the_head(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.proposed(found, team.host)
    assert (row.state, row.department) == ("proposed", "transaction")
    assert Duty.objects.get(kind="risk_proposal", owed_by=team.host).fulfilled_at == AT
    assert rounds.proposed(found, team.head, work_post="notice_officer").state == "reviewed"


def test_propose_points_is_for_the_own_post_or_section(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    with pytest.raises(NotAllowed, match="own_post"):
        rounds.proposed(found, team.host, work_post="cashier")
    with pytest.raises(NotAllowed, match="own_post"):
        rounds.proposed(found, team.head, work_post="cashier")
    for changes in ({"level": "huge"}, {"step": "lunch"}, {"name": " "}, {"measure": ""}):
        with pytest.raises(NotValid):
            rounds.proposed(found, team.host, **changes)
    with pytest.raises(NotValid):
        actions.propose_points(found, proposals=[], by=staff.actor(team.host), at=AT)


@pytest.mark.meets("Z58")
def test_adopt_proposals_leaves_a_point_that_traces_to_round_post_and_day(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.adopted(found, rounds.proposed(found, team.host), team)
    trace = Adoption.objects.get()
    assert (trace.point, trace.round, trace.proposal, trace.work_post, trace.adopted_on) == (
        "R22", found, row, "host", rounds.TODAY,
    )  # fmt: skip
    assert "R22" not in queries.points_without_adoption()
    assert len(queries.points_without_adoption()) == 55
    fact = Fact.objects.get(kind="risk-point-adopted/v1")
    assert (fact.secrecy, fact.fact["body"]["point"]) == ("open", "R22")


def test_adopt_proposals_keeps_what_is_new_for_the_next_edition(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.adopted(found, rounds.proposed(found, team.host), team, point="")
    assert (row.state, row.point, Adoption.objects.count()) == ("adopted", "", 0)


def test_adopt_proposals_traces_a_point_once_a_round(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    first = rounds.adopted(found, rounds.proposed(found, team.host), team)
    rounds.adopted(found, rounds.proposed(found, team.host), team)
    assert Adoption.objects.get().proposal == first


def test_four_persons_have_their_hands_in_a_proposal(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    own = rounds.proposed(found, team.discipline, work_post="discipline_officer")
    assert own.state == "proposed"
    RiskProposal.objects.filter(pk=own.pk).update(state="reviewed", reviewed_by="per-head")
    with pytest.raises(NotAllowed, match="another_person"):
        actions.examine_proposals({own.pk: "R53"}, by=staff.actor(team.discipline), at=AT)
    actions.examine_proposals({own.pk: "R53"}, by=staff.actor(team.deputy), at=AT)
    with pytest.raises(NotAllowed, match="another_person"):
        actions.adopt_proposals([own.pk], by=staff.actor(team.deputy), at=AT)
    assert actions.adopt_proposals([own.pk], by=staff.actor(team.secretary), at=AT)[0].state == "adopted"


def test_review_proposals_is_for_the_own_sections_head(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.proposed(found, team.host)
    with pytest.raises(NotAllowed, match="own_post"):
        actions.review_proposals([row.pk], by=staff.actor(staff.head("科长乙", department="finance")), at=AT)
    with pytest.raises(NotFound):
        actions.review_proposals([row.pk + 9], by=staff.actor(team.head), at=AT)
    with pytest.raises(NotValid):
        actions.review_proposals([], by=staff.actor(team.head), at=AT)


def test_examine_proposals_knows_the_catalogue(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.proposed(found, team.host)
    actions.review_proposals([row.pk], by=staff.actor(team.head), at=AT)
    with pytest.raises(NotValid):
        actions.examine_proposals({row.pk: "R99"}, by=staff.actor(team.discipline), at=AT)


def test_refuse_proposal_gives_the_reason(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.proposed(found, team.host)
    with pytest.raises(NotValid):
        actions.refuse_proposal(row, reason=" ", by=staff.actor(team.head), at=AT)
    with pytest.raises(NotNow):
        actions.refuse_proposal(row, reason="重复", by=staff.actor(team.secretary), at=AT)
    row = actions.refuse_proposal(row, reason="与 R22 重复。", by=staff.actor(team.head), at=AT)
    assert (row.state, row.reason) == ("refused", "与 R22 重复。")


def test_close_round_waits_for_every_decision_and_asks_nobody_any_more(team: rounds.House) -> None:
    found = rounds.opened_round(team.discipline)
    row = rounds.proposed(found, team.host)
    with pytest.raises(NotNow, match="close_round"):
        actions.close_round(found, by=staff.actor(team.discipline), at=AT)
    rounds.adopted(found, row, team)
    assert actions.close_round(found, by=staff.actor(team.discipline), at=AT).state == "closed"
    assert not Duty.objects.filter(kind="risk_proposal", fulfilled_at=None, waived_at=None).exists()
    with pytest.raises(NotNow):
        rounds.proposed(found, team.host)
    rounds.opened_round(team.discipline, title="第二轮")


@pytest.mark.parametrize(("state", "move"), list(product([one.code for one in PROPOSAL.states], PROPOSAL.moves)))
def test_every_move_of_a_proposal_in_every_state(state: str, move) -> None:
    by = Actor("per-x", roles=frozenset(move.roles))
    if state in move.source:
        assert PROPOSAL.require(move.act, state=state, by=by).target == move.target
    elif not any(
        state in other.source and by.has_role(*other.roles) for other in PROPOSAL.moves if other.act == move.act
    ):
        with pytest.raises(NotNow):
            PROPOSAL.require(move.act, state=state, by=by)


def test_a_round_moves_from_open_to_closed_alone() -> None:
    assert [(move.act, move.source, move.target) for move in ROUND.moves] == [
        ("propose_point", ("open",), "open"),
        ("close_round", ("open",), "closed"),
    ]


def test_every_post_has_risk_points_and_every_point_a_post() -> None:
    assert [row.post for row in POST_RISKS] == [post.code for post in WORK_POSTS]
    assert all(points_of(post.code) for post in WORK_POSTS)
    assert [point.code for point in POINTS if not posts_of(point.code)] == []


def test_rounds_are_not_for_strangers(team: rounds.House) -> None:
    stranger = Actor("per-b", organisation="org-b", roles=frozenset({"bidder_agent"}))
    found = rounds.opened_round(team.discipline)
    for ask in (queries.rounds_for, queries.proposals_for, queries.traced_points):
        with pytest.raises(NotAllowed):
            ask(stranger)
    with pytest.raises(NotFound):
        queries.round_for(found.pk + 1, asker=staff.actor(team.host))


def test_traced_points_name_the_heads_of_sections(team: rounds.House) -> None:
    owners = {row.point.department: row.owner for row in queries.traced_points(staff.actor(team.host))}
    assert (owners["transaction"], owners["expert"]) == (
        "科长甲",
        "副主任甲",
    )  # the deputy answers for a section without a head
    assert owners["finance"] == ""
