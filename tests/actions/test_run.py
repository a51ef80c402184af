from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from ruamel.yaml import YAML

ROOT = Path(__file__).parents[2]


def test_without_an_index_the_server_refuses_in_one_sentence_with_the_mend(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "FANAL_INDEX_DIR": str(tmp_path / "none"),
        "FANAL_ENCODER_DIR": str(tmp_path / "none"),
    }
    done = subprocess.run(
        [sys.executable, "-m", "actions.run"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 1
    assert "fanal" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_server_has_every_action_of_the_domain() -> None:
    program = (
        "import actions; from rasa_sdk.executor import ActionExecutor as E; e = E(); "
        "e.register_package(actions); print(*sorted(e.actions))"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", program],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    wanted = set()
    for path in (ROOT / "bot" / "domain").glob("*.yml"):
        wanted |= set(YAML(typ="safe").load(path).get("actions") or [])
    assert set(done.stdout.split()) == wanted
