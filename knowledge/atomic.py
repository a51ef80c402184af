"""Write a file so that a reader sees the old content or the new one, never half of one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from tempfile import NamedTemporaryFile


def write_atomically(file: Path, content: bytes) -> None:
    """Replace the content of ``file``, which may be new; its permissions stay.

    Raises:
        OSError: The folder is missing or not writable; ``file`` is then as it was.
    """
    # Beside the file, because a rename is atomic only within one file system.
    with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", delete=False) as beside:
        try:
            beside.write(content)
            beside.flush()
            os.fsync(beside.fileno())
            if file.exists():
                shutil.copymode(file, beside.name)
            else:
                Path(beside.name).chmod(0o644)
            Path(beside.name).replace(file)
        except BaseException:
            Path(beside.name).unlink(missing_ok=True)
            raise
