"""What a JSON record of each tracker looks like: one file per tracker."""
