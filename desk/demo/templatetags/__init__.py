"""Filters of the plain pages."""
