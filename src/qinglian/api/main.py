"""The API: one router per domain app, problem+json errors, OpenAPI 3.1."""

from qinglian.api import (
    bids,
    campaigns,
    contracts,
    costs,
    duty_lists,
    evaluation,
    experts,
    experts_register,
    families,
    festivals,
    gifts,
    inspections,
    library,
    meetings,
    messages,
    outreach,
    people,
    plans,
    pledges,
    positions,
    problems_found,
    projects,
    record,
    rounds,
    rules,
    study,
    study_boards,
    study_venues,
    supervision,
    talks,
    tenders,
)
from qinglian.api.errors import ReadableJSON, install
from qinglian.api.reading import StrictParser
from qinglian.api.schema import DescribedAPI

api = DescribedAPI(
    title="Qinglian",
    version="1",
    description=(
        "Everything that the pages do. Persons act by session: POST /api/people/session, then the cookie and X-CSRFToken; "
        "their programs by token within scopes: POST /api/people/tokens, then `Authorization: Bearer qlt_...`. "
        "Key holders (bidders, guardians) act by signed documents (docs/protocol.md) and need no session. "
        "Every refusal is a problem (RFC 9457) that names rule, article and next step, in the language of Accept-Language."
    ),
    docs_url=None,
    renderer=ReadableJSON(),
    parser=StrictParser(),
)
install(api)
api.add_router("/people", people.router)
api.add_router("/projects", projects.router)
api.add_router("/tenders", tenders.router)
api.add_router("/bids", bids.router)
api.add_router("/evaluation", evaluation.router)
api.add_router("/experts/register", experts_register.router)
api.add_router("/experts", experts.router)
api.add_router("/contracts", contracts.router)
api.add_router("/rules", rules.router)
api.add_router("/supervision", supervision.router)
api.add_router("/integrity/rounds", rounds.router)
api.add_router("/integrity/pledges", pledges.router)
api.add_router("/integrity/duty-lists", duty_lists.router)
api.add_router("/study", study.router)
api.add_router("/study", study_boards.router)
api.add_router("/study", study_venues.router)
api.add_router("/integrity/meetings", meetings.router)
api.add_router("/integrity/plans", plans.router)
api.add_router("/education/messages", messages.router)
api.add_router("/education/positions", positions.router)
api.add_router("/education/library", library.router)
api.add_router("/education", talks.router)
api.add_router("/education", families.router)
api.add_router("/outreach", outreach.router)
api.add_router("/supervision/campaigns", campaigns.router)
api.add_router("/supervision/self-checks", campaigns.forms_router)
api.add_router("/supervision/problems", problems_found.router)
api.add_router("/supervision/gifts", gifts.router)
api.add_router("/education/festivals", festivals.router)
api.add_router("/inspections", inspections.router)
api.add_router("/costs", costs.router)
api.add_router("/record", record.router)
