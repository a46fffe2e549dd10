"""The API: one router per domain app, problem+json errors, OpenAPI 3.1."""

from ninja import NinjaAPI

from qinglian.api import bids, people, projects, record, tenders

api = NinjaAPI(title="Qinglian", version="1", docs_url="/docs")
api.add_router("/people", people.router)
api.add_router("/projects", projects.router)
api.add_router("/tenders", tenders.router)
api.add_router("/bids", bids.router)
api.add_router("/record", record.router)
