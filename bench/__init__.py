"""Measurements. They never pass or fail; results are JSON and plots in ``bench/results``."""
