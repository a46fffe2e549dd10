"""The workspace has a word for every state that a section can be in."""

from qinglian.domain.tenders.lifecycle import SECTION
from qinglian.domain.tenders.queries import Task
from qinglian.web.buyer.desk_rows import row_of
from tests.factories import tenders


def test_row_of_places_a_section_in_every_state(db: None) -> None:
    tender = tenders.created()
    section = tender.sections.get()
    stages = {
        state: row_of(Task("nothing", tender, False, state, section=section)).stage
        for state in (one.code for one in SECTION.states)
    }
    assert all(stage.zh and stage.en for stage in stages.values())
    assert stages["publicised"].en == "Candidates public"
