"""What is wrong in a file of the knowledge base: where, what, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from knowledge.errors import ArticleError


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a file: where, what, and how to mend it. ``line`` counts from 1."""

    file: Path
    line: int
    message: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message} {self.mend}"


class ProblemError(ArticleError):
    """An article file that cannot be read; carries its :class:`Problem`."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.file}:{problem.line}: {problem.message}", problem.mend)
        self.at = problem


def read_yaml(file: Path) -> Any:
    """Parse a YAML file; a syntax error becomes a :class:`ProblemError` with its line."""
    try:
        return YAML(typ="safe").load(file.read_text(encoding="utf-8"))
    except (MarkedYAMLError, UnicodeDecodeError, FileNotFoundError) as error:
        raise ProblemError(yaml_problem(file, error, first_line=1)) from error


def yaml_problem(file: Path, error: Exception, first_line: int) -> Problem:
    """A syntax error at its line; ``first_line`` is that of the parsed text in the file."""
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or type(error).__name__
    line = first_line + (mark.line if mark else 0)
    return Problem(
        file,
        line,
        f"This is not valid YAML ({reason}).",
        "Quote values with a colon or a special first character, and check the indentation.",
    )
