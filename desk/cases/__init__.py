"""Newcomers who wait for a person, and what was said."""
