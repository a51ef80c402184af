"""Clients of outside systems, one module each."""
