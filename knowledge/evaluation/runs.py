"""One evaluation run as a file, and the run before it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge.atomic import write_atomically
from knowledge.errors import KnowledgeError
from knowledge.evaluation.questions import question_set_hash
from knowledge.evaluation.records import Record
from knowledge.evaluation.summary import by, summarise

#: Raised when records change their meaning; runs of another format are refused.
_FORMAT = 1


class RunError(KnowledgeError):
    """An evaluation run cannot be read or written."""


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured, when, and with what.

    Attributes:
        name: Its time, ``2026-05-04T09-30-00``, also the name of its file.
        split: ``dev``, ``test`` or ``all``.
        language: The only language asked, or None.
        encoder: Name of the encoder.
        calibration: Content of the calibration file that decided.
        records: One a question.
    """

    name: str
    split: str
    language: str | None
    encoder: str
    calibration: dict[str, Any]
    records: tuple[Record, ...]

    @property
    def question_set(self) -> str:
        """Stands for the questions asked and their labels."""
        return question_set_hash([record.question for record in self.records])


def write_run(run: Run, directory: Path) -> Path:
    """Write ``<name>.json`` into ``directory``, which is made if need be; returns the file.

    Raises:
        RunError: The folder cannot be written.
    """
    content = {
        "format": _FORMAT,
        "name": run.name,
        "split": run.split,
        "language": run.language,
        "question_set": run.question_set,
        "encoder": run.encoder,
        "calibration": run.calibration,
        "summary": {
            "all": summarise(run.records).as_dict(),
            **{
                group: {
                    name: summarise(records).as_dict() for name, records in found.items()
                }
                for group, found in groups(run.records).items()
            },
        },
        "records": [record.as_dict() for record in run.records],
    }  # fmt: skip
    return write_file(directory / f"{run.name}.json", json.dumps(content, ensure_ascii=False))


def write_file(file: Path, content: str) -> Path:
    """Write one file of a run; returns it.

    Raises:
        RunError: It cannot be written.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(file, content.encode())
    except OSError as error:
        raise RunError(
            f"{file} cannot be written: {error.strerror}.", "Name another folder with --out."
        ) from error
    return file


def groups(records: Sequence[Record]) -> dict[str, dict[str, list[Record]]]:
    """Records by language, style and split."""
    return {
        "language": by(records, lambda record: record.question.language),
        "style": by(records, lambda record: record.question.style),
        "split": by(records, lambda record: record.question.split),
    }


def read_run(file: Path) -> Run:
    """Read what :func:`write_run` wrote.

    Raises:
        RunError: It is missing, damaged, or of another format.
    """
    mend = "Name a file that `fanal knowledge evaluate` wrote."
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        if raw["format"] != _FORMAT:
            raise RunError(f"{file} was written by another version of Fanal.", mend)
        records = tuple(Record.of(record) for record in raw["records"])
        fields = ("name", "split", "language", "encoder", "calibration")
        return Run(**{name: raw[name] for name in fields}, records=records)
    except OSError as error:
        raise RunError(f"There is no run in {file}.", mend) from error
    except (ValueError, TypeError, KeyError) as error:
        raise RunError(f"{file} is not an evaluation run.", mend) from error


def newest_run(directory: Path, *, split: str, language: str | None) -> Run | None:
    """The latest run of the same split and language; None if there is none to be read."""
    for file in sorted(directory.glob("*.json"), reverse=True):
        try:
            run = read_run(file)
        except RunError:
            continue
        if (run.split, run.language) == (split, language):
            return run
    return None
