from __future__ import annotations

import subprocess
import sys

import pytest

from fanal import steps
from fanal.errors import SetUpError
from knowledge.errors import EncoderError


def _only(monkeypatch: pytest.MonkeyPatch, *chosen: steps.Step) -> None:
    monkeypatch.setattr(steps, "STEPS", chosen)


def test_every_step_runs_in_order_and_says_what_it_returns(monkeypatch, capsys):
    done: list[str] = []

    def run(name: str) -> steps.Step:
        def act(environment, tell):
            tell("half way")
            done.append(f"{name} {environment['X']}")
            return f"read this about {name}"

        return steps.Step(name, act, "Mend it.")

    _only(monkeypatch, run("one"), run("two"))
    steps.run_steps({"X": "x"})
    assert done == ["one x", "two x"]
    assert "read this about two" in capsys.readouterr().err


def test_a_failed_command_shows_its_output_and_names_step_and_mend(monkeypatch, capsys):
    def act(environment, tell):
        subprocess.run(
            [sys.executable, "-c", "print('the reason'); raise SystemExit(3)"],
            check=True,
            text=True,
            stdout=subprocess.PIPE,
        )
        return ""

    _only(monkeypatch, steps.Step("Texts", act, "Mend the catalogue."))
    with pytest.raises(SetUpError, match=r"Texts failed.*Mend the catalogue\."):
        steps.run_steps({})
    assert "the reason" in capsys.readouterr().err


def test_an_error_that_we_know_keeps_its_own_mend(monkeypatch):
    def act(environment, tell):
        raise EncoderError("It is broken.", "Do this.")

    _only(monkeypatch, steps.Step("Encoder", act, "unused"))
    with pytest.raises(SetUpError, match=r"Encoder failed: It is broken\. Do this\."):
        steps.run_steps({})
