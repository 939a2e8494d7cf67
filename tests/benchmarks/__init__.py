"""Measured ratios (`make bench`); never timed assertions of the suite."""
