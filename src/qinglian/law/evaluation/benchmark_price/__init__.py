"""Benchmark prices (评标基准价): formulas as rows of data and pure functions, exact to the fen, explained line by line."""

from qinglian.law.evaluation.benchmark_price.arithmetic import CONTEXT, rounded, yuan
from qinglian.law.evaluation.benchmark_price.compute import benchmark
from qinglian.law.evaluation.benchmark_price.parameters import (
    Fault,
    default_parameters,
    figure,
    parameter_faults,
    read_parameters,
)
from qinglian.law.evaluation.benchmark_price.rows import BY_CODE, FORMULAS
from qinglian.law.evaluation.benchmark_price.shapes import (
    LEFT_OUT_REASONS,
    Benchmark,
    Bid,
    Formula,
    LeftOut,
    Parameter,
    Step,
)

__all__ = [
    "BY_CODE",
    "CONTEXT",
    "FORMULAS",
    "LEFT_OUT_REASONS",
    "Benchmark",
    "Bid",
    "Fault",
    "Formula",
    "LeftOut",
    "Parameter",
    "Step",
    "benchmark",
    "default_parameters",
    "figure",
    "parameter_faults",
    "read_parameters",
    "rounded",
    "yuan",
]
