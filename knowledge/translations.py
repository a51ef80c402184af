"""Which English text a translation was made from, and whether that text has changed since."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from knowledge.article import Article
from knowledge.article_loader import SOURCE_LANGUAGE, load_article, text_hash
from knowledge.atomic import write_atomically
from knowledge.errors import ArticleError

_FRONT_MATTER = re.compile(rb"\A---\r?\n.*?(?=^---\r?$)", re.DOTALL | re.MULTILINE)
_HASH_LINE = re.compile(rb"^source_hash:[^\r\n]*", re.MULTILINE)


def stale(article: Article) -> tuple[str, ...]:
    """Languages whose text was made from an English text that has changed since."""
    source = article.texts.get(SOURCE_LANGUAGE)
    if source is None:
        return ()
    current = {text_hash(source), None}
    return tuple(
        code
        for code, text in article.texts.items()
        if code != SOURCE_LANGUAGE and text.source_hash not in current
    )


def unstamped(article: Article) -> tuple[str, ...]:
    """Languages whose text does not say which English text it was made from."""
    return tuple(
        code
        for code, text in article.texts.items()
        if code != SOURCE_LANGUAGE and text.source_hash is None
    )


def stamp(folders: Iterable[Path], *, update: bool = False) -> list[Path]:
    """Write into translations which English text they were made from.

    Args:
        folders: Folders of articles; one without English text is left alone.
        update: Also translations that carry another hash: somebody has looked at them and found
            that they still say the same.

    Returns:
        The files written.

    Raises:
        ArticleError: An article cannot be read; names file and line. Earlier folders are done.
    """
    written: list[Path] = []
    for folder in folders:
        article = load_article(folder)
        if SOURCE_LANGUAGE not in article.texts:
            continue
        digest = text_hash(article.texts[SOURCE_LANGUAGE])
        for code in (*unstamped(article), *(stale(article) if update else ())):
            file = folder / f"{code}.md"
            write_atomically(file, stamped(file.read_bytes(), digest))
            written.append(file)
    return written


def stamped(content: bytes, digest: str) -> bytes:
    """A text file with ``digest`` in its front matter, every other byte as it was.

    Raises:
        ArticleError: There is no front matter.
    """
    found = _FRONT_MATTER.match(content)
    if not found:
        raise ArticleError("The front matter is missing.", "Begin with --- and close it with ---.")
    # Quoted, because twelve hex digits may look like a number.
    line = f"source_hash: '{digest}'".encode()
    head = found.group()
    if _HASH_LINE.search(head):
        head = _HASH_LINE.sub(line, head, count=1)
    else:
        head += line + (b"\r\n" if head.endswith(b"\r\n") else b"\n")
    return head + content[found.end() :]
