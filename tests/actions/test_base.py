from __future__ import annotations

import logging

import pytest

from actions.answer import ActionAnswer
from knowledge.wordless import WordlessFormatter
from tests.fakes.knowledge import FakeKnowledge


def test_a_failing_action_apologises_instead_of_staying_silent(
    run, known: FakeKnowledge, caplog: pytest.LogCaptureFixture
) -> None:
    known.error = RuntimeError("cannot read: my husband beats me")
    result = run(ActionAnswer(), "my husband beats me")
    assert result.said == ["utter_technical_problem"]
    assert result.slots == {}
    [record] = [record for record in caplog.records if record.name.startswith("actions")]
    written = WordlessFormatter().format(record)
    assert "action_answer failed" in written
    assert "RuntimeError" in written
    assert "husband" not in written


def test_a_turn_that_works_logs_nothing(run, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        run(ActionAnswer(), "my husband has no work")
    assert not [record for record in caplog.records if record.name.startswith("actions")]
