"""Articles as a corpus: what of an article a question is matched against."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from knowledge.article import FEDERAL, SHORT_ANSWER, Article
from knowledge.article_loader import SOURCE_LANGUAGE
from knowledge.asked import OUT_OF_SCOPE, load_asked, out_of_scope_folders
from knowledge.document import Document
from knowledge.languages import LANGUAGES

#: Raised when the passages made from an article change, so that old indexes are rebuilt.
PASSAGES_VERSION = 5
#: Questions, title and parts of an article all say what it is about: a dozen vote.
POOL = 12


def documents(articles: Iterable[Article]) -> list[Document]:
    """One document for each article and language, grouped by article.

    Languages that the article is only asked for in have one too, so that it is found in them. What
    people ask for most has been translated into every language.
    """
    return [
        Document(
            id=f"{article.id}/{language}",
            title="",
            text="",
            language=language,
            regions=() if FEDERAL in article.regions else article.regions,
            central=article.texts.keys() >= LANGUAGES.keys(),
            group=article.id,
            passages=(*_passages(article, language), *article.asked.get(language, ())),
        )
        for article in articles
        if article.texts
        for language in dict.fromkeys([*article.texts, *article.asked])
    ]


def out_of_scope(articles_dir: Path) -> list[Document]:
    """One document for each subject and language that people ask about and no article is about."""
    return [
        Document(
            id=f"{OUT_OF_SCOPE}/{folder.name}/{language}",
            title="",
            text="",
            language=language,
            out_of_scope=True,
            group=f"{OUT_OF_SCOPE}/{folder.name}",
            passages=texts,
        )
        for folder in out_of_scope_folders(articles_dir)
        for language, texts in load_asked(folder).items()
    ]


def _passages(article: Article, language: str) -> tuple[str, ...]:
    """Title with official terms and each question; in English the parts of the answer too.

    Parts say the same in each language, and what they mean is found across languages: in all of
    them they took half of the time that an index takes, and found nothing more.
    """
    text = article.texts.get(language)
    if text is None:
        return ()
    title = f"{text.title} ({', '.join(article.terms)})" if article.terms else text.title
    if language != SOURCE_LANGUAGE:
        return (title, *text.questions)
    parts = (
        f"{text.title}. {' '.join(sentence.text for sentence in sentences)}"
        for name, sentences in text.parts.items()
        if name != SHORT_ANSWER
    )
    return (title, *text.questions, text.short_answer, *parts)


def fingerprint(articles_dir: Path) -> str:
    """Changes when any article file does; stands in the index to tell whether it is current."""
    digest = hashlib.sha256(f"passages {PASSAGES_VERSION}".encode())
    for file in sorted(articles_dir.glob("*/*/*.*")):
        digest.update(str(file.relative_to(articles_dir)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()
