"""What a machine can check of the articles; each module holds one kind of rule."""

from knowledge.checks.run import check_articles

__all__ = ["check_articles"]
