"""Replaying a public opening record: every bidder of the table registers, seals, hands in and opens again, with real keys over HTTP."""
