from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from fanal.cli import app


def run(*arguments: str):
    return CliRunner().invoke(app, ["office", *arguments])


def test_the_office_of_a_postal_code_is_printed():
    result = run("8500", "--need", "integration")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == "Kortrijk, flanders"
    assert "integratie-inburgering.be" in result.stdout


def test_json_carries_what_decides():
    found = json.loads(run("Schaarbeek", "--json").stdout)
    assert (found["region"], found["ask"], found["certain"]) == ("brussels", "track", False)
    assert {office["id"] for office in found["offices"]} >= {"bon", "bapa-via"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere"], "Which municipality"),
        (["1000"], "--track"),
        (["Eupen", "--need", "mentoring"], "name no office"),
        (["Tournai"], "do not say which"),
    ],
)
def test_what_is_missing_is_said(arguments, says):
    assert says in run(*arguments).stdout


def test_an_unknown_need_is_one_sentence_with_its_mend():
    result = run("Gent", "--need", "money")
    assert result.exit_code == 1
    assert "Use one of: integration" in result.output
