"""Asks `fixops evaluate` and the other implementation the same questions, and compares. Run by scripts/cross-check."""
import argparse
import json
import random
import subprocess
import sys

import chains
import counts
import networks

KINDS = [
    ("Bayesian networks, pgmpy", networks), ("lifecycle chains, scipy.linalg.expm", chains),
    ("Beta and Gamma, scipy.stats", counts),
]
TOLERANCE = 1e-9


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--fixops", required=True)
    options = parser.parse_args()
    failures = 0
    for name, kind in KINDS:
        draw = random.Random(options.seed)
        cases = [kind.case(draw) for _ in range(options.cases)]
        numbers, worst, failed = compare(kind, cases, ask(options.fixops, cases))
        failures += failed
        print(f"{name}: {len(cases)} cases, {numbers} numbers, greatest difference {worst:.1e}, {failed} cases differ")
    sys.exit(1 if failures else 0)


def ask(fixops, cases):
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    run = subprocess.run([fixops, "evaluate"], input=lines, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"error: fixops evaluate ended with {run.returncode}: {run.stderr.strip()}")
    return [json.loads(line) for line in run.stdout.splitlines()]


def compare(kind, cases, answers):
    """How many numbers were compared, their greatest difference, and in how many cases one is too large."""
    if len(answers) != len(cases):
        sys.exit(f"error: {len(cases)} cases, {len(answers)} answers")
    numbers, worst, failed = 0, 0.0, 0
    for case, answer in zip(cases, answers):
        pairs = list(kind.pairs(case, answer))
        off = [abs(ours - theirs) / max(1.0, abs(theirs)) for ours, theirs in pairs]
        numbers += len(pairs)
        worst = max([worst] + off)
        if not all(difference <= TOLERANCE for difference in off):
            failed += 1
            print(f"differs: {json.dumps(case)}\n  {pairs}", file=sys.stderr)
    return numbers, worst, failed


if __name__ == "__main__":
    main()
