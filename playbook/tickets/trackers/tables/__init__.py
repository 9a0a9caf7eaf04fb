"""What a table of each tracker looks like: one file per tracker."""
