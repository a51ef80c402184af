"""`fanal knowledge evaluate`, run as an editor would, on a handful of questions."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fanal.cli import knowledge
from knowledge.encoders.load import load_encoder
from knowledge.errors import KnowledgeError
from knowledge.retriever import Retriever
from knowledge.settings import settings

QUESTIONS = [
    {"id": "q1", "text": "Where can I learn <b>Dutch</b> in Antwerp?", "expect": "answer"},
    {"id": "q2", "text": "How do I bake a chocolate cake?", "expect": "no_answer"},
]


@pytest.fixture
def file(tmp_path):
    lines = []
    for question in QUESTIONS:
        answerable = question["expect"] == "answer"
        articles = ["flanders-dutch-courses"] if answerable else []
        more = {"language": "en", "style": "plain", "region": None, "split": "dev"}
        lines.append(json.dumps({**question, **more, "articles": articles}))
    path = tmp_path / "questions.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(knowledge.app, ["evaluate", *map(str, arguments)])


@pytest.mark.integration
def test_questions_of_ones_own_are_asked_measured_and_compared(file, tmp_path):
    try:
        Retriever.load(settings().index_dir, encoder=load_encoder(settings()))
    except KnowledgeError as error:
        pytest.skip(str(error))
    out = tmp_path / "out"
    first = run("--questions", file, "--out", out)
    assert first.exit_code == 0, first.output
    (result,) = out.glob("*.json")
    records = json.loads(result.read_text(encoding="utf-8"))["records"]
    assert [record["question"]["id"] for record in records] == ["q1", "q2"]
    assert records[0]["found"][0]["id"] == "flanders-dutch-courses"
    assert records[1]["action"] == "no_answer"
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "<b>Dutch</b>" not in page
    again = run("--questions", file, "--out", out, "--compare", result)
    assert "0 better, 0 worse" in " ".join(again.output.split())


@pytest.mark.parametrize("text", ["", "{", '{"id": "q1"}', '["a"]'])
def test_what_is_no_question_set_is_told_in_a_sentence_and_writes_nothing(tmp_path, text):
    file, out = tmp_path / "questions.jsonl", tmp_path / "out"
    file.write_text(text, encoding="utf-8")
    result = run("--questions", file, "--out", out)
    assert result.exit_code == 1
    assert "Traceback" not in result.output
    assert not out.exists()


def test_a_file_that_is_not_there_is_told(tmp_path):
    result = run("--questions", tmp_path / "none.jsonl", "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert "none.jsonl" in result.output.replace("\n", "")
