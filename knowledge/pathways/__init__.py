"""Pathways: which articles come next for whom, in which order, from one data file."""

from knowledge.pathways.finder import PathFinder, Waypoint
from knowledge.pathways.loader import load_pathways

__all__ = ["PathFinder", "Waypoint", "load_pathways"]
