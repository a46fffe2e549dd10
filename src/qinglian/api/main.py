"""The API: one router per domain app, problem+json errors, OpenAPI 3.1."""

from qinglian.api import (
    bids,
    contracts,
    evaluation,
    experts,
    experts_register,
    inspections,
    people,
    projects,
    record,
    supervision,
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
api.add_router("/supervision", supervision.router)
api.add_router("/inspections", inspections.router)
api.add_router("/record", record.router)
