"""The router of institutional rules. `/reviews` and `/benchmarks` stand before `/{rule}`."""

from ninja import Router

router = Router(tags=["rules"])
