#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""simulate_numpy.py PLAN.json DRAWS: the model of docs/simulation.md in vectorised numpy.

Reads the plan that `simulate plan` prints, so that both draw the same inputs, and prints the
nanoseconds of the draws with their summary, then the mean of R and of each F, which must agree
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
    return values.mean(), values.std(ddof=1), np.quantile(values, (0.05, 0.5, 0.95))


def layers(rng, plan, on, states, n):
    product, best, effect = np.ones(n), np.ones(n), None
    for credit in plan["credits"]:
        if credit["on"] != on:
            continue
        if credit["begins"]:
            if effect is not None:
                product *= 1 - effect
                np.minimum(best, 1 - effect, out=best)
            effect = np.zeros(n)
        x = pert(rng, credit["e"], n) * credit["k"]
        if credit["unknown"] >= 0:
            x = x * states[credit["unknown"]]
        np.maximum(effect, np.minimum(x, credit["cap"]), out=effect)
    if effect is not None:
        product *= 1 - effect
        np.minimum(best, 1 - effect, out=best)
    return product, best


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        data = json.load(file)
    n = int(sys.argv[2])
    start = time.perf_counter_ns()
    rng = np.random.default_rng(1)
    facts = sorted({c["unknown"] for s in data["scenarios"] for c in s["credits"]} - {-1})
    states = {fact: (rng.random(n) < data["pi"]).astype(float) for fact in facts}
    none, worst, means = np.ones(n), np.zeros(n), []
    for plan in data["scenarios"]:
        if plan["log10"]:
            rate = 10 ** pert(rng, [np.log10(x) for x in plan["rate"]], n)
        else:
            rate = pert(rng, plan["rate"], n)
        frequency = plan["factor"] * rate * pert(rng, plan["v1"], n) * pert(rng, plan["v2"], n)
        for on in (0, 1):
            product, best = layers(rng, plan, on, states, n)
            frequency = frequency * ((1 - data["common"]) * product + data["common"] * best)
        loss = -np.expm1(-frequency) * plan["headline"]
        none *= 1 - loss
        np.maximum(worst, frequency / plan["tolerance"], out=worst)
        means.append(spread(frequency, n)[0])
        spread(100 * loss, n)
    index = spread(100 * (1 - none), n)
    (worst > 1).mean()
    print(time.perf_counter_ns() - start, index[0], *means)


if __name__ == "__main__":
    main()
