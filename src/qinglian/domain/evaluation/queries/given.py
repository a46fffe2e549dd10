"""The session's facts as the pure result wants them. For the domain's own use: no page shows them before the report."""

from typing import Any

from qinglian.domain.evaluation import vault
from qinglian.domain.evaluation.models import EvaluatedBid, Session
from qinglian.domain.evaluation.queries.finding import opening_of, sheets_by_kind, terms_of
from qinglian.domain.evaluation.result import EvaluatedOffer, Evaluation, evaluate
from qinglian.domain.tenders import queries as tenders
from qinglian.law.evaluation.terms import needs_seed
from qinglian.law.refusal import NotNow
from qinglian.law.text import Text


def given_of(session: Session) -> Evaluation:
    """This will gather offers, sheets in force, codes and the drawn seed. NotNow while a seed that the terms need is not revealed."""
    section = session.section
    rows = EvaluatedBid.objects.filter(session=session).select_related("announced__outcome").order_by("number")
    return Evaluation(
        opening=opening_of(session),
        session=session.code,
        terms=terms_of(session),
        price_cap_fen=section.price_cap_fen,
        offers=tuple(
            EvaluatedOffer(row.number, row.announced.bidder_id, row.announced.outcome.price_fen or 0, row.failed)
            for row in rows
        ),
        sheets=sheets_by_kind(session),
        codes={str(row["code"]): int(str(row["number"])) for row in vault.blind_codes(session.code)},
        seed=_seed(session),
    )


def result_document(session: Session) -> dict[str, Any]:
    """This will return the `evaluation-result/v1` of the sheets in force."""
    return evaluate(given_of(session))


def _seed(session: Session) -> str | None:
    if not needs_seed(terms_of(session)):
        return None
    seed = tenders.combined_seed_of(session.section, purpose="coefficient", scope=opening_of(session))
    if seed is None and session.state == "summary":
        raise NotNow(
            Text("系数的种子还没有全部公布。", "The seeds of the coefficients are not all revealed."),
            rule="coefficient_revealed",
            article="PLT",
            next_step=Text(
                "请承诺过的各方公布，或者由保管人交出。", "The parties reveal them, or guardians release the deposits."
            ),
        )
    return seed.hex() if seed else None
