"""How each design is tested, and what its effect means, in words."""

from __future__ import annotations

THETA = (
    "θ is the chance that a later answer is higher than an earlier one, equal ones counted half; 0.50 is no change. "
    "Its 95 % interval is that of Feng and Cliff."
)
TESTED = {
    "unpaired": "Each is tested with the exact permutation form of the Mann–Whitney test on midranks.",
    "paired": "Each is tested by exact sign-flips of what changed for each person.",
    "partly_paired": "Each is tested by an exact joint permutation: swaps within pairs, relabelling of all others.",
}
EFFECTS = {
    "unpaired": THETA,
    "paired": "The effect is the mean shift on the scale, with the t interval after adding one person up and one down.",
    "partly_paired": THETA,
}
