"""What is committed in widget/dist is what the sources make."""

from __future__ import annotations

import gzip
import hashlib
import shutil
import subprocess
from pathlib import Path

import pytest

WIDGET = Path(__file__).resolve().parents[2] / "widget"
SOURCES = ("build.mjs", "package.json", "package-lock.json", "src")
MEND = "The sources changed after the last build. Run `npm ci && npm run build` in widget/."


def _fingerprints() -> dict[str, str]:
    files = [
        path
        for source in SOURCES
        for path in ([WIDGET / source] if (WIDGET / source).is_file() else _files(WIDGET / source))
    ]
    return {
        path.relative_to(WIDGET).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
    }


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_the_committed_bundle_was_built_from_the_committed_sources() -> None:
    lines = (WIDGET / "dist" / "fingerprints.sha256").read_text("utf-8").splitlines()
    built_from = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    built = {name: digest for name, digest in built_from.items() if not name.startswith("dist/")}
    assert built == _fingerprints(), MEND


def test_the_committed_bundle_was_not_edited_by_hand() -> None:
    lines = (WIDGET / "dist" / "fingerprints.sha256").read_text("utf-8").splitlines()
    pairs = (line.split("  ", 1) for line in lines if "  dist/" in line)
    outputs = {name: digest for digest, name in pairs}
    assert set(outputs) == {f"dist/fanal-chat.{kind}" for kind in ("js", "css", "licenses.txt")}
    for name, digest in outputs.items():
        assert hashlib.sha256((WIDGET / name).read_bytes()).hexdigest() == digest, MEND


def test_the_same_sources_give_the_same_bytes(tmp_path: Path) -> None:
    node = shutil.which("node")
    if node is None or not (WIDGET / "node_modules" / "esbuild").exists():
        pytest.skip("No Node or no esbuild. Install Node 20 and run `npm ci` in widget/.")
    subprocess.run([node, "build.mjs", str(tmp_path / "dist")], cwd=WIDGET, check=True)
    for built in sorted((WIDGET / "dist").iterdir()):
        assert (tmp_path / "dist" / built.name).read_bytes() == built.read_bytes(), MEND


def test_the_script_stays_within_90_kilobytes_gzipped() -> None:
    script = (WIDGET / "dist" / "fanal-chat.js").read_bytes()
    assert len(gzip.compress(script, 9)) <= 90_000


def test_no_lock_file_names_a_registry() -> None:
    assert "://" not in "".join(
        line
        for line in (WIDGET / "package-lock.json").read_text("utf-8").splitlines()
        if "resolved" in line
    )
