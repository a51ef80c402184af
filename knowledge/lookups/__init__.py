"""Lookup tables for the entities of messages, derived from what Fanal knows already."""

from knowledge.lookups.files import outdated_lookups, write_lookups
from knowledge.lookups.tables import lookup_tables

__all__ = ["lookup_tables", "outdated_lookups", "write_lookups"]
