"""Offices: what each body does, where it is competent, and which one is right for a person."""

from knowledge.offices.directory import OfficeDirectory, Referral
from knowledge.offices.finder import Finding, OfficeFinder
from knowledge.offices.loader import load_offices
from knowledge.offices.office import Area, Office

__all__ = [
    "Area",
    "Finding",
    "Office",
    "OfficeDirectory",
    "OfficeFinder",
    "Referral",
    "load_offices",
]
