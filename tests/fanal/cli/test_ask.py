from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fanal.cli import app, ask
from knowledge.answer import Answer, SourceRef, Topic

ANSWER = Answer(
    action="answer",
    articles=("integration-programme-cost", "other"),
    confidence=0.91234,
    language="nl",
    text="Het was gratis in 2018.",
    article="integration-programme-cost",
    sources=(SourceRef("emn-2018", "A study", "1.1.3", 2018),),
)
UNSURE = Answer(
    action="clarify",
    articles=("nedbox", "parlangi"),
    confidence=0.4,
    language="en",
    topics=(Topic("nedbox", "Dutch online"), Topic("parlangi", "Talking with somebody")),
    about="topic",
)
KEYS = {"action", "articles", "language", "text", "sources", "confidence"}


class Knows:
    def ask(self, text, *, language=None, region=None):
        if "pancake" in text:
            return Answer(action="no_answer", articles=("x",), confidence=0.1, language="fr")
        if "course" in text:
            return UNSURE
        return ANSWER


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(ask.Answerer, "load", lambda settings: Knows())
    return lambda *arguments, stdin=None: CliRunner().invoke(app, ["ask", *arguments], input=stdin)


def test_json_has_the_keys_of_the_contract(run):
    said = json.loads(run("what does it cost", "--json").stdout)
    assert set(said) == KEYS
    assert said["confidence"] == 0.9123
    assert said["sources"] == [
        {"key": "emn-2018", "title": "A study", "section": "1.1.3", "as_of": 2018}
    ]


def test_without_an_article_the_bots_own_sentence_is_said(run):
    assert json.loads(run("pancake", "--json").stdout)["text"]


def test_what_could_be_meant_is_listed_and_nobody_is_asked_where_they_live(run):
    lines = run("the course").stdout.splitlines()
    assert "which of these" in lines[0]
    assert [line.strip(" ·") for line in lines[1:3]] == ["Dutch online", "Talking with somebody"]


def test_batch_answers_line_by_line_and_a_bad_line_stops_nothing(run):
    lines = (
        '{"id": 1, "text": "cost"}\nnonsense\n\n{"id": 3}\n'
        '{"id": 4, "text": "x", "region": "mars"}\n{"id": 5, "text": "pancake"}\n'
    )
    said = [json.loads(line) for line in run("--batch", stdin=lines).stdout.splitlines()]
    assert [line["id"] for line in said] == [1, None, 3, 4, 5]
    assert set(said[0]) == KEYS | {"id"}
    assert ["error" in line for line in said] == [False, True, True, True, False]
    assert all(line["error"]["mend"] for line in said if "error" in line)
    assert said[4]["action"] == "no_answer"


@pytest.mark.parametrize("arguments", [(), ("   ",), ("cost", "--region", "mars")])
def test_a_call_that_cannot_be_answered_is_one_sentence_and_exit_1(run, arguments):
    result = run(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: ")
