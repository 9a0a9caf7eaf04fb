"""What single cells mean: days, durations, numbers, labels, states."""
