"""The form of ``article.yml``: its schema, with the line of each complaint."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import jsonschema
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from knowledge.article_loader import ARTICLE_FILE
from knowledge.problems import Problem

_SCHEMA_FILE = Path(__file__).parent.parent / "article.schema.json"


def check_form(folder: Path, raw: Any) -> Iterator[Problem]:
    """Complaints about the keys and values of one parsed ``article.yml``."""
    file = folder / ARTICLE_FILE
    for error in _validator().iter_errors(raw):
        yield Problem(
            file, line_of(file, list(error.absolute_path)), _sentence(error), _mend(error)
        )
    if not isinstance(raw, dict):
        return
    for key, expected in (("id", folder.name), ("domain", folder.parent.name)):
        if raw.get(key) != expected:
            yield Problem(
                file,
                line_of(file, [key]),
                f"The {key} {raw.get(key)!r} differs from its folder {expected!r}.",
                "Name both the same.",
            )


def line_of(file: Path, path: Sequence[str | int]) -> int:
    """Line, from 1, of the value that a path of keys and positions leads to."""
    node: Node | None = _nodes(file, file.stat().st_mtime_ns)
    for step in path:
        child = _child(node, step)
        if child is None:
            break
        node = child
    return int(node.start_mark.line) + 1 if node is not None else 1


def _child(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        item: Node = node.value[step]
        return item
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                found: Node = value
                return found
    return None


@lru_cache(maxsize=256)
def _nodes(file: Path, _changed: int) -> Node | None:
    with file.open(encoding="utf-8") as stream:
        node: Node | None = YAML().compose(stream)
        return node


@lru_cache(maxsize=1)
def _validator() -> Any:
    schema = json.loads(_SCHEMA_FILE.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


def _sentence(error: jsonschema.ValidationError) -> str:
    where = ".".join(str(step) for step in error.absolute_path) or "the article"
    return f"In {where}: {error.message}."


def _mend(error: jsonschema.ValidationError) -> str:
    if error.validator == "enum":
        return f"Use one of: {', '.join(map(str, error.validator_value))}."
    if error.validator == "required":
        return "Add the missing key."
    if error.validator == "additionalProperties":
        return "Remove it, or see docs/editing.md for the keys there are."
    return "See docs/editing.md."
