"""Endpoints of institutional rules: the register, the yearly review, the benchmarking of superior documents."""

from qinglian.api.rules import benchmarks, register, reviews
from qinglian.api.rules.routing import router

router.add_router("/reviews", reviews.router)
router.add_router("/benchmarks", benchmarks.router)
router.add_router("", register.router)

__all__ = ["router"]
