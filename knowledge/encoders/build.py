"""Builds the default encoder once, at set-up, from files inside installed packages."""

from __future__ import annotations

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from knowledge.encoders.bundled import bundled_files
from knowledge.encoders.check import MINIMAL_COSINE, check
from knowledge.encoders.container import Container
from knowledge.encoders.graph import build_graph
from knowledge.encoders.manifest import (
    FORMAT,
    Manifest,
    load,
    read_manifest,
    store,
    stored_names,
    write_manifest,
)
from knowledge.errors import EncoderError

MODEL = "multilingual-e5-small-q4"
GRAPH, TOKENIZER = "model.onnx", "tokenizer.json"

#: Told at every step: its name, what is done of it, what there is in all.
StepProgress = Callable[[str, int, int], None]


def is_current(directory: Path) -> bool:
    """Whether a folder holds an undamaged encoder, made from the files that are installed now.

    Raises:
        EncoderError: The installed files are missing.
    """
    return _is_current(directory, _digests())


def build(directory: Path, progress: StepProgress | None = None, *, threads: int = 2) -> Manifest:
    """Convert, check and put in place; a current folder is left as it is.

    Whatever happens on the way, the folder holds a whole encoder: the former one until the very
    last step, then the new one. Several builds at the same time wait for each other.

    Args:
        directory: Where the encoder shall lie; made if it does not exist.
        progress: Told about every step; ``None`` for silence.
        threads: Threads for the check.

    Returns:
        The manifest of the encoder that is now in place.

    Raises:
        EncoderError: The installed files are missing or damaged, the folder cannot be written, or
            the result does not follow the bundled engine closely enough.
    """
    tell = progress or (lambda _step, _done, _total: None)
    try:
        with _workshop(directory) as workshop:
            inputs = _digests()
            if _is_current(directory, inputs):
                return read_manifest(directory)
            shutil.rmtree(workshop, ignore_errors=True)  # left over from a build that was killed
            workshop.mkdir()
            manifest = _convert(workshop, inputs, tell)
            _approve(workshop, tell, threads)
            _put_in_place(workshop, directory, manifest)
            return manifest
    except OSError as error:
        raise EncoderError(
            f"The encoder cannot be written to {directory}: {error.strerror or error}.",
            "Make room there, or set FANAL_ENCODER_DIR to a folder that can be written.",
        ) from error


def _is_current(directory: Path, inputs: dict[str, str]) -> bool:
    try:
        manifest = read_manifest(directory)
        for stored in manifest.files:
            load(directory, stored)
    except EncoderError:
        return False
    return manifest.inputs == inputs


def _convert(workshop: Path, inputs: dict[str, str], tell: StepProgress) -> Manifest:
    tell("convert", 0, 2)
    files = bundled_files()
    container = Container(files.weights)
    graph = store(build_graph(container).SerializeToString(), workshop, GRAPH)
    tell("convert", 1, 2)
    # As it is: rewritten without its line breaks it loads no faster, the time goes into the lookup
    # tables that the library builds.
    tokenizer = store(files.tokenizer.read_bytes(), workshop, TOKENIZER)
    manifest = Manifest(
        model=MODEL,
        format=FORMAT,
        dimension=container.sizes.hidden,
        inputs=inputs,
        graph=graph,
        tokenizer=tokenizer,
    )
    write_manifest(manifest, workshop)
    tell("convert", 2, 2)
    return manifest


def _approve(workshop: Path, tell: StepProgress, threads: int) -> None:
    report = check(
        workshop, threads=threads, progress=lambda done, total: tell("check", done, total)
    )
    if not report.passed:
        raise EncoderError(
            "The converted encoder differs from the bundled engine: "
            f"cosine {report.cosine_min:.4f}, at least {MINIMAL_COSINE} is needed; "
            f"{report.token_mismatches} of {report.texts} texts are cut differently.",
            "Run `make install` to get the pinned versions of onnxruntime and tokenizers.",
        )


def _put_in_place(workshop: Path, directory: Path, manifest: Manifest) -> None:
    directory.mkdir(parents=True, exist_ok=True)
    for stored in manifest.files:
        (workshop / stored.name).replace(directory / stored.name)
    write_manifest(manifest, directory)
    keep = {stored.name for stored in manifest.files}
    # By pattern, not from the former manifest: a killed build may have left files that none names.
    # Never anything else, the folder may be somebody's own.
    for path in (*directory.glob(stored_names(GRAPH)), *directory.glob(stored_names(TOKENIZER))):
        if path.name not in keep:
            path.unlink()


@contextmanager
def _workshop(directory: Path) -> Iterator[Path]:
    """A folder beside the target, held by one build at a time and gone afterwards."""
    directory.parent.mkdir(parents=True, exist_ok=True)
    workshop = directory.with_name(f".{directory.name}.building")
    with directory.with_name(f".{directory.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        try:
            yield workshop
        finally:
            shutil.rmtree(workshop, ignore_errors=True)


def _digests() -> dict[str, str]:
    files = bundled_files()
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (files.weights, files.tokenizer)
    }
