"""Random counts; means, central intervals and predictions of their Beta and Gamma distributions."""
import math

from scipy.special import betaln
from scipy.stats import beta, gamma


def case(draw):
    if draw.random() < 0.5:
        counts = {"alpha": 10 ** draw.uniform(-1, 3), "beta": 10 ** draw.uniform(-1, 4)}
        return {"beta": counts, "trials": draw.randint(0, 500)}
    counts = {"events": 10 ** draw.uniform(-1, 3), "days": 10 ** draw.uniform(0, 6)}
    return {"gamma": counts, "days": 10 ** draw.uniform(-1, 3)}


def pairs(case, answer):
    if "beta" in case:
        a, b, trials = case["beta"]["alpha"], case["beta"]["beta"], case["trials"]
        distribution = beta(a, b)
        yield answer["any"], -math.expm1(betaln(a, b + trials) - betaln(a, b))
    else:
        events, days = case["gamma"]["events"], case["gamma"]["days"]
        distribution = gamma(events, scale=1 / days)
        yield answer["any"], -math.expm1(-events * math.log1p(case["days"] / days))
    yield answer["mean"], distribution.mean()
    yield from zip(answer["interval"], distribution.ppf([0.025, 0.975]), strict=True)
