"""From a question to an answer: the one door that actions, command line and desk go through."""

from __future__ import annotations

from dataclasses import dataclass

from knowledge import corpus
from knowledge.answer import Answer
from knowledge.article import SHORT_ANSWER
from knowledge.article_loader import load_articles
from knowledge.compose import Composer
from knowledge.decision import Calibration, Decision, decide
from knowledge.document import Hit
from knowledge.encoders.load import load_encoder
from knowledge.errors import QueryError
from knowledge.gazetteer import Gazetteer, Place
from knowledge.language_id import LanguageIdentifier
from knowledge.offices import OfficeFinder, load_offices
from knowledge.places import municipalities
from knowledge.retriever import Retriever
from knowledge.settings import Settings
from knowledge.sources import load_sources

_TOP_K = 10


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what is known about who asks.

    ``topic`` is the text without towns: where somebody lives decides which answer is true for them,
    not what they ask about.
    """

    text: str
    topic: str
    language: str
    region: str | None
    municipality: str | None


class Answerer:
    """Answers questions from the articles. Build with :meth:`load`; threads may share one."""

    def __init__(
        self,
        retriever: Retriever,
        composer: Composer,
        calibration: Calibration,
        gazetteer: Gazetteer,
        languages: LanguageIdentifier,
    ) -> None:
        self._retriever = retriever
        self._composer = composer
        self._calibration = calibration
        self._gazetteer = gazetteer
        self._languages = languages

    @classmethod
    def load(cls, settings: Settings) -> Answerer:
        """Load articles, encoder and index.

        Raises:
            EncoderError: The encoder is not built.
            IndexMismatchError: The index is missing, damaged or older than the articles.
            ArticleError: An article cannot be read.
        """
        retriever = Retriever.load(
            settings.index_dir,
            encoder=load_encoder(settings),
            fingerprint=corpus.fingerprint(settings.articles_dir),
        )
        towns = municipalities()
        composer = Composer(
            load_articles(settings.articles_dir),
            load_sources(),
            OfficeFinder(load_offices(settings.offices_dir), towns),
        )
        return cls(
            retriever, composer, Calibration.load(), Gazetteer.load(), LanguageIdentifier.load()
        )

    @property
    def retriever(self) -> Retriever:
        """What finds the articles."""
        return self._retriever

    @property
    def composer(self) -> Composer:
        """What puts the articles into words; pathways share it."""
        return self._composer

    def ask(
        self,
        text: str,
        *,
        language: str | None = None,
        region: str | None = None,
        municipality: str | None = None,
        reply_in: str | None = None,
    ) -> Answer:
        """Answer one question.

        Args:
            text: The question, in any language.
            language: The language it is written in; None: identified from the text.
            region: Where the person lives, if known. A place named in ``text`` wins.
            municipality: Likewise.
            reply_in: Language to answer in; None: the question's own.

        Returns:
            An answer; for a text without words its action is ``no_answer``.
        """
        question = self.understand(
            text, language=language, region=region, municipality=municipality
        )
        reply_in = reply_in or question.language
        hits = self.search(question)
        decision = decide(
            hits,
            self._composer.articles,
            question=question.topic,
            region=question.region,
            calibration=self._calibration,
        )
        if decision.action == "answer":
            return self._answer(hits[0].id, question, reply_in, hits, decision)
        ids = tuple(hit.id for hit in hits)
        return Answer(
            action=decision.action,
            articles=ids,
            confidence=decision.confidence,
            language=reply_in,
            region=question.region,
            municipality=question.municipality,
            topics=self._composer.topics(ids, reply_in, question.region),
            about=decision.ask,
        )

    def article(
        self,
        article_id: str,
        *,
        reply_in: str,
        region: str | None = None,
        municipality: str | None = None,
        question: str = "",
    ) -> Answer:
        """The answer that one article gives, without a search.

        Args:
            article_id: The article.
            reply_in: Language to answer in.
            region: Where the person lives, if known.
            municipality: Likewise.
            question: What they ask about it ("how long does it take?"): what they ask for leads.

        Returns:
            An answer.

        Raises:
            QueryError: There is no such article.
        """
        if article_id not in self._composer.articles:
            raise QueryError("There is no such article.", "Choose one of those offered.")
        asked = Question(question, question, reply_in, region, municipality)
        return self._answer(article_id, asked, reply_in, [], Decision("answer", 1.0))

    def title(self, article_id: str, language: str) -> str | None:
        """An article's title in ``language`` or the closest one; None if there is none."""
        article = self._composer.articles.get(article_id)
        return self._composer.text_for(article, language).title if article else None

    def understand(
        self,
        text: str,
        *,
        language: str | None = None,
        region: str | None = None,
        municipality: str | None = None,
    ) -> Question:
        """What a question says about itself: its language and the place it is about."""
        places = self._gazetteer.find(text)
        named = {place.region for place in places if place.region}
        if len(named) == 1:
            towns = {place.municipality for place in places if place.municipality}
            region = named.pop()
            municipality = towns.pop() if len(towns) == 1 else None
        if language is None:
            language = self._languages.identify(_without(text, places)).language or "en"
        towns_named = [place for place in places if place.municipality]
        topic = _without(text, towns_named)
        topic = topic if any(character.isalnum() for character in topic) else text
        return Question(text, topic, language, region, municipality)

    def search(self, question: Question) -> list[Hit]:
        """The articles found, best first; empty for a text without words."""
        try:
            return self._retriever.search(
                question.topic, _TOP_K, language=question.language, region=question.region
            )
        except QueryError:
            return []

    def _answer(
        self,
        article_id: str,
        question: Question,
        reply_in: str,
        hits: list[Hit],
        decision: Decision,
    ) -> Answer:
        composer = self._composer
        article = composer.articles[article_id]
        text = composer.text_for(article, reply_in)
        lead = composer.lead(article, text, question=question.text, region=question.region)
        led = (lead,) if lead else ()
        offices, certain = composer.office_cards(
            article, reply_in, question.region, question.municipality
        )
        return Answer(
            action="answer",
            articles=tuple(hit.id for hit in hits) or (article_id,),
            confidence=decision.confidence,
            language=text.language,
            text="\n\n".join([*(sentence.text for sentence in led), text.short_answer]),
            article=article_id,
            title=text.title,
            region=question.region,
            municipality=question.municipality,
            translation=text.translation,
            sources=composer.source_refs(article, (*led, *text.parts[SHORT_ANSWER])),
            offices=offices,
            offices_certain=certain,
            sections=composer.sections(text),
            topics=composer.topics(article.related, reply_in, question.region),
            counsellor_likely=article.counsellor_likely,
        )


def _without(text: str, places: list[Place]) -> str:
    """The text without place names, which say nothing about its language."""
    for place in reversed(places):
        text = f"{text[: place.start]} {text[place.end :]}"
    return text
