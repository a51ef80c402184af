"""Compose an answer from an article: never a sentence that the article does not hold."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge.answer import OfficeCard, Section, SourceRef, Topic
from knowledge.article import PARTS, STEPS, Article, Sentence, Text
from knowledge.languages import closest
from knowledge.leading import leading_sentence
from knowledge.offices import Finding, OfficeFinder
from knowledge.sources import Source

#: More would be too much at once.
_MAX_TOPICS = 3
_MAX_OFFICES = 4


@dataclass(frozen=True, slots=True)
class Composer:
    """Turns articles into what a person reads."""

    articles: dict[str, Article]
    sources: dict[str, Source]
    offices: OfficeFinder

    def text_for(self, article: Article, language: str) -> Text:
        """The article in ``language``, or in the closest one a reader of it understands."""
        code = closest(language, article.texts)
        assert code is not None, "articles without texts are not loaded"
        return article.texts[code]

    def lead(
        self, article: Article, text: Text, *, question: str, region: str | None
    ) -> Sentence | None:
        """The sentence that ``question`` asks for, if it stands outside the short answer."""
        return leading_sentence(article, text, question=question, region=region)

    def source_refs(
        self, article: Article, sentences: tuple[Sentence, ...]
    ) -> tuple[SourceRef, ...]:
        """What sentences rest on, each place once."""
        facts = article.facts_of(sentences)
        refs = (
            SourceRef(fact.source, self.sources[fact.source].title, fact.section, fact.as_of)
            for fact in facts
        )
        return tuple(dict.fromkeys(refs))

    def sections(self, text: Text) -> tuple[Section, ...]:
        """Every part but the short answer, as a Markdown list."""
        return tuple(
            Section(part, _listed(text.parts[part], numbered=part == STEPS))
            for part in PARTS[1:]
            if part in text.parts
        )

    def office_cards(
        self, article: Article, language: str, region: str | None, municipality: str | None
    ) -> tuple[tuple[OfficeCard, ...], bool]:
        """Whom to see there, and whether the sources decide between them."""
        if region is None:
            return (), False
        found: Finding = self.offices.find(
            region=region, municipality=municipality, among=article.offices
        )
        cards = (
            OfficeCard(office.id, office.name(language), office.described(language), office.web)
            for office in found.offices[:_MAX_OFFICES]
        )
        return tuple(cards), found.certain

    def topics(self, ids: tuple[str, ...], language: str, region: str | None) -> tuple[Topic, ...]:
        """Titles of articles to offer; those that do not hold in ``region`` are left out."""
        chosen = (self.articles[i] for i in ids if i in self.articles)
        held = (a for a in chosen if region is None or a.holds_in(region))
        topics = (Topic(a.id, self.text_for(a, language).title) for a in held)
        return tuple(topics)[:_MAX_TOPICS]


def _listed(sentences: tuple[Sentence, ...], *, numbered: bool) -> str:
    return "\n".join(
        f"{number}. {sentence.text}" if numbered else f"- {sentence.text}"
        for number, sentence in enumerate(sentences, 1)
    )
