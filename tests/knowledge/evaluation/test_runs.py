from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from knowledge.evaluation.compare import compare
from knowledge.evaluation.records import Record
from knowledge.evaluation.runs import Run, RunError, newest_run, read_run, write_run

Make = Callable[..., Record]


def run(name: str, *records: Record, split: str = "all") -> Run:
    return Run(name, split, None, "fake", {"answer_from": 0.5}, records)


def test_a_run_survives_its_file(tmp_path: Path, record: Make) -> None:
    written = run("2026-01-01T00-00-00", record(), record(id="en-2", holds=False))
    assert read_run(write_run(written, tmp_path / "new")) == written


def test_the_newest_run_of_the_same_kind_is_found(tmp_path: Path, record: Make) -> None:
    for name, split in (("1", "all"), ("2", "all"), ("3", "dev")):
        write_run(run(name, record(), split=split), tmp_path)
    (tmp_path / "9.json").write_text("not a run", encoding="utf-8")
    found = newest_run(tmp_path, split="all", language=None)
    assert found is not None
    assert found.name == "2"
    assert newest_run(tmp_path, split="test", language=None) is None
    assert newest_run(tmp_path / "none", split="all", language=None) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"format": 99}'])
def test_a_damaged_run_is_refused(tmp_path: Path, content: str) -> None:
    file = tmp_path / "run.json"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RunError):
        read_run(file)


def test_a_missing_run_is_named(tmp_path: Path) -> None:
    with pytest.raises(RunError, match=r"no run in .*gone\.json"):
        read_run(tmp_path / "gone.json")


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path, record: Make) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(RunError, match="cannot be written"):
        write_run(run("1", record()), tmp_path / "file" / "below")


def test_changes_are_counted_question_by_question(record: Make) -> None:
    before = run("1", record("ba", id="x"), record("ab", id="y"), record("ab", id="z"))
    after = run("2", record("ab", id="x"), record("ba", id="y"), record("ab", id="z"))
    found = compare(before, after)
    assert [change.after.question.id for change in found.better] == ["x"]
    assert [change.after.question.id for change in found.worse] == ["y"]
    assert found.recall_1.value == 0.0


def test_a_question_with_other_words_is_not_compared(record: Make) -> None:
    found = compare(run("1", record("ba")), run("2", record("ab", text="Another?")))
    assert found.pairs == ()
    assert found.served.value is None
