"""What happens when the unit is wrong: people instead of teams, tickets instead of weeks."""

from __future__ import annotations

from fractions import Fraction
from random import Random
from warnings import catch_warnings, simplefilter

import numpy as np
from scipy.stats import chi2_contingency, wilcoxon

from surveys.statistics.teams import team_test
from surveys.statistics.weekly import Week, weekly_test

LEVEL = 0.05
WEEKS = 10
TICKETS = 20
DRAWS = 999


def team_rates(teams: int, runs: int, seed: int) -> tuple[float, float, float]:
    """Unchanged organisations whose teams drift: the t-test on teams, sign-flips, and all people pooled."""
    random = np.random.default_rng([seed, teams])
    by_team = by_flip = pooled = 0
    for _ in range(runs):
        drift = random.normal(0, 0.4, (teams, 1))
        people = np.rint(random.normal(drift, 1.0, (teams, 8)))
        found = team_test([Fraction(int(total), 8) for total in people.sum(axis=1)])
        by_team += found.p_t is not None and found.p_t <= LEVEL
        by_flip += found.sign_flip is not None and found.sign_flip.p_value <= LEVEL
        with catch_warnings():
            simplefilter("ignore")
            pooled += wilcoxon(people.ravel(), method="asymptotic").pvalue <= LEVEL
    return by_team / runs, by_flip / runs, pooled / runs


def weekly_rates(spread: float, follows: float, runs: int, seed: int) -> tuple[float, float, float, float]:
    """Unchanged shares whose weeks vary by `spread` (on the logit) and follow their neighbours by `follows`.

    Quasi-binomial F, permuted weeks, all tickets pooled, and F where the word is not softened.
    """
    random = np.random.default_rng([seed, int(100 * spread), int(100 * follows)])
    counts = np.zeros(4)
    for run in range(runs):
        moods = np.empty(2 * WEEKS)
        moods[0] = random.normal()
        for at in range(1, 2 * WEEKS):
            moods[at] = follows * moods[at - 1] + np.sqrt(1 - follows**2) * random.normal()
        events = random.binomial(TICKETS, 1 / (1 + np.exp(0.8 - spread * moods)))
        weeks = [Week(str(at), int(part), TICKETS, at >= WEEKS) for at, part in enumerate(events)]
        found = weekly_test(weeks, Random(run), draws=DRAWS)
        table = [[int(side.sum()), WEEKS * TICKETS - int(side.sum())] for side in (events[:WEEKS], events[WEEKS:])]
        hit = found.p_quasi_f <= LEVEL
        firm = hit and not found.verdict.value.startswith("looks")
        pooled = chi2_contingency(table, correction=False)[1] <= LEVEL
        counts += [hit, found.p_permutation <= LEVEL, pooled, firm]
    rates = counts / runs
    return float(rates[0]), float(rates[1]), float(rates[2]), float(rates[3])
