"""How well questions are answered: a question set of our own, metrics, calibration."""
