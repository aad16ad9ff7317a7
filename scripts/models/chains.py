"""Random rates of the lifecycle chain; the matrix exponential of its generator, and of the chain that stops."""
import numpy
from scipy.linalg import expm, null_space

RATES = ["discovery", "exploitation", "remediation", "recovery", "renewal", "regression"]
# Secure, vulnerable, exploited, patched.
MOVES = {
    "discovery": (0, 1), "exploitation": (1, 2), "remediation": (1, 3), "recovery": (2, 3), "renewal": (3, 0),
    "regression": (3, 1),
}


def case(draw):
    return {"chain": {name: 10 ** draw.uniform(-4, 0) for name in RATES}, "days": 10 ** draw.uniform(-1, 3)}


def generator(rates, moves):
    matrix = numpy.zeros((4, 4))
    for name in moves:
        start, end = MOVES[name]
        matrix[start, end] += rates[name]
        matrix[start, start] -= rates[name]
    return matrix


def pairs(case, answer):
    rates, days = case["chain"], case["days"]
    full = generator(rates, RATES)
    yield from zip(numpy.ravel(answer["transition"]), expm(full * days).ravel(), strict=True)
    balance = null_space(full.T)[:, 0]
    yield from zip(answer["stationary"], balance / balance.sum(), strict=True)
    # From vulnerable until it is exploited or patched, and from there no further.
    ends = expm(generator(rates, ["exploitation", "remediation"]) * days)[1]
    yield answer["still_vulnerable"], ends[1]
    yield answer["exploited_first"], ends[2]
    yield answer["patched_first"], ends[3]
    # As before, but what is exploited recovers.
    yield answer["exploited_occupancy"], expm(generator(rates, ["exploitation", "remediation", "recovery"]) * days)[1, 2]
    leaving = rates["exploitation"] + rates["remediation"]
    yield answer["exploited_first_ultimately"], rates["exploitation"] / leaving
    yield answer["mean_days_vulnerable"], 1 / leaving
