"""Why a sealed bid did not open, and by whose fault (docs/protocol.md 8). Both are provable from published bytes."""

UNOPENED = (
    "not_decryptable",
    "malformed",
    "foreign",
    "commitment_broken",
)  # why an envelope holds no share for its guardian
BIDDERS_FAULT = "bidder"
NOBODYS = ""  # not (yet) anybody's: shares are missing, or the platform's bytes are wrong


class SealFault(Exception):
    """`reason` is a code of protocol 8; `fault` is `bidder`, `guardian:<id>` or empty."""

    def __init__(self, fault: str, reason: str, message: str = "") -> None:
        super().__init__(message or reason)
        self.fault = fault
        self.reason = reason


class EnvelopeFault(ValueError):
    """An envelope that is the manifest's, but holds no share for its guardian; `reason` is one of UNOPENED."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason
