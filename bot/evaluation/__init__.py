"""Measures how well messages are understood, on labelled sets of our own (``data/evaluation``)."""
