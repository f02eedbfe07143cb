#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""simulate_numpy.py PLAN.json DRAWS: the model of docs/method/simulation.md in vectorised numpy.

Reads the plan that `simulate plan` prints, so that both draw the same inputs, and prints the
nanoseconds of the draws with their summary, then the mean of T and of each F, which must agree
with ours within the standard errors."""
import json
import sys
import time

import numpy as np


def pert(rng, triple, n):
    low, mode, high = triple
    if not low < high:
        return mode
    alpha = 1 + 4 * (mode - low) / (high - low)
    return low + (high - low) * rng.beta(alpha, 6 - alpha, n)


def spread(values, n):
    return values.mean(), values.std(ddof=1), np.quantile(values, (0.05, 0.5, 0.8, 0.95))


def log_pert(rng, triple, n):
    return 10 ** pert(rng, [np.log10(x) for x in triple], n)


def routes(rng, plan, common, n):
    """phi: of each route the layers that act on it"""
    count = len(plan["weights"])
    product, least = np.ones((count, n)), np.ones((count, n))
    for layer in plan["layers"]:
        left = 1 - pert(rng, layer["e"], n) * layer["k"]
        for path in range(count):
            if layer["paths"] >> path & 1:
                product[path] *= left
                np.minimum(least[path], left, out=least[path])
    return np.dot(plan["weights"], (1 - common) * product + common * least)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    n = int(sys.argv[2])
    start = time.perf_counter_ns()
    rng = np.random.default_rng(1)
    anchor = log_pert(rng, data["anchor"], n)
    own = np.exp(data["sigma"] * rng.standard_normal(n) - data["sigma"] ** 2 / 2)
    times, means = np.zeros(n), []
    for plan in data["scenarios"]:
        frequency = plan["factor"] * own * log_pert(rng, plan["rate"], n)
        frequency *= pert(rng, plan["v1"], n) * pert(rng, plan["v2"], n)
        frequency *= routes(rng, plan, data["common"], n)
        if plan["anchored"]:
            frequency *= anchor
        times += frequency / plan["tolerable"]
        means.append(spread(frequency, n)[0])
        (frequency <= plan["tolerable"]).mean()
    device = spread(times, n)
    (times <= 1).mean()
    print(time.perf_counter_ns() - start, device[0], *means)


if __name__ == "__main__":
    main()
