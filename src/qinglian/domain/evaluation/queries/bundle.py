"""What a guardian's tool needs to release to a session: the session's fact with its proof, the closing list, the envelopes."""

from typing import Any

from qinglian.domain.bids.queries import release_bundle
from qinglian.domain.evaluation.models import Session
from qinglian.record import queries as record
from qinglian.trust.strict import to_base64


def session_bundle(
    session: Session, *, guardian: str, compartment: str, manifest: str = "", with_heads: bool = False
) -> dict[str, Any]:
    """This will return the release bundle of the opening for this compartment, and `session`: `{"fact","salt","proof"}`."""
    bundle = release_bundle(
        session.section, guardian=guardian, compartment=compartment, manifest=manifest, with_heads=with_heads
    )
    salt = to_base64(bytes(session.fact.salt))
    return bundle | {"session": {"fact": session.fact.fact, "salt": salt, "proof": record.proof_of(session.fact)}}
