"""What a built encoder folder holds, and whether it still does.

The manifest is the commit point of a build: it names the files by their content, so whoever reads
it sees one whole build, the old one or the new one.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from knowledge.errors import EncoderError

#: Raised when the way the encoder is built or run changes its vectors or its files.
FORMAT = 1
FILE_NAME = "manifest.json"
#: Digits of a file's digest in its name.
_NAME_DIGITS = 12
MEND = "Run `fanal encoder build`."


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file of the folder."""

    #: Its name there; carries the beginning of its digest.
    name: str
    #: SHA-256 of its content, hexadecimal.
    sha256: str
    #: Bytes.
    size: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """One build of the default encoder."""

    #: Name of the model the weights belong to.
    model: str
    #: ``FORMAT`` of the program that built it.
    format: int
    #: Length of a vector.
    dimension: int
    #: SHA-256 of what it was made from, by file name.
    inputs: dict[str, str]
    graph: StoredFile
    tokenizer: StoredFile

    @property
    def files(self) -> tuple[StoredFile, ...]:
        """The files beside the manifest."""
        return (self.graph, self.tokenizer)

    @property
    def encoder_name(self) -> str:
        """Model and the beginning of a digest over all that shapes a vector."""
        parts = (str(self.format), *(stored.sha256 for stored in self.files))
        return f"{self.model}@{hashlib.sha256(':'.join(parts).encode()).hexdigest()[:16]}"


def store(content: bytes, directory: Path, name: str) -> StoredFile:
    """Write a file under a name that tells its content, and wait until it is on disk.

    Args:
        content: What to write.
        directory: An existing folder.
        name: The plain name, for example ``model.onnx``.
    """
    digest = hashlib.sha256(content).hexdigest()
    stored = StoredFile(_stored_name(name, digest[:_NAME_DIGITS]), digest, len(content))
    with (directory / stored.name).open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    return stored


def stored_names(name: str) -> str:
    """Glob pattern of all names that ``store`` may give to a plain name."""
    return _stored_name(name, "[0-9a-f]" * _NAME_DIGITS)


def _stored_name(name: str, digits: str) -> str:
    plain = Path(name)
    return f"{plain.stem}-{digits}{plain.suffix}"


def load(directory: Path, stored: StoredFile) -> bytes:
    """Read a file and make sure that it is the one that was built.

    Raises:
        EncoderError: It is missing or its content is another.
    """
    path = directory / stored.name
    try:
        content = path.read_bytes()
    except OSError as error:
        raise EncoderError(f"The encoder file {path} cannot be read.", MEND) from error
    if hashlib.sha256(content).hexdigest() != stored.sha256:
        raise EncoderError(f"The encoder file {path} is damaged.", MEND)
    return content


def write_manifest(manifest: Manifest, directory: Path) -> None:
    """Put the manifest in place in one step; until then the former one holds."""
    temporary = directory / f".{FILE_NAME}.new"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(directory / FILE_NAME)


def read_manifest(directory: Path) -> Manifest:
    """Read the manifest of a built folder.

    Raises:
        EncoderError: There is none, it is damaged, or another version wrote it.
    """
    path = directory / FILE_NAME
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise EncoderError(f"No encoder has been built in {directory}.", MEND) from error
    except (OSError, UnicodeDecodeError) as error:
        raise EncoderError(f"{path} cannot be read.", MEND) from error
    try:
        fields = json.loads(text)
        found = fields["format"]
    except (ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{path} is damaged.", MEND) from error
    if found != FORMAT:
        raise EncoderError(
            f"The encoder in {directory} is of format {found}, this program needs {FORMAT}.", MEND
        )
    try:
        graph, tokenizer = (StoredFile(**fields.pop(key)) for key in ("graph", "tokenizer"))
        return Manifest(**fields, graph=graph, tokenizer=tokenizer)
    except (KeyError, TypeError) as error:
        raise EncoderError(f"{path} is damaged.", MEND) from error
