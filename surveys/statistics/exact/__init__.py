"""Exact permutation tests for the three designs, their null distributions, and what sample sizes alone allow."""

from surveys.statistics.exact.joint import joint_permutation
from surveys.statistics.exact.mann_whitney import LARGEST_EXACT, mann_whitney
from surveys.statistics.exact.nulls import Attainable, Continuous, NullDistribution, Tested
from surveys.statistics.exact.sign_flip import LARGEST_EXACT_CHANGES, sign_flip
from surveys.statistics.exact.sizes import clear_moves, smallest_p, untied_exact
from surveys.statistics.exact.sums import swapped_and_chosen

__all__ = [
    "LARGEST_EXACT",
    "LARGEST_EXACT_CHANGES",
    "Attainable",
    "Continuous",
    "NullDistribution",
    "Tested",
    "clear_moves",
    "joint_permutation",
    "mann_whitney",
    "sign_flip",
    "smallest_p",
    "swapped_and_chosen",
    "untied_exact",
]
