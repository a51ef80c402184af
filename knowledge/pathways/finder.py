"""The next steps of one person: chosen by rules, told in the words of the articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from knowledge.answer import SourceRef, Topic
from knowledge.article import Sentence, Text
from knowledge.compose import Composer
from knowledge.offices import Finding
from knowledge.pathways.loader import Condition, Due, Pathways, Step

#: More at once would only frighten.
MOST_STEPS = 7
_MOST_TOPICS = 6
_FEW_OFFICES = 2
_MOST_OFFICES = 10
_MONTHS = 12
_OWN_WORDS, _UNKNOWN = "*", "?"

#: Codes by question; an answer in own words has none, a question not answered is missing.
Answers = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Waypoint:
    """One step as a person reads it.

    Attributes:
        step: Its id in ``pathways.yml``.
        article: Where more is told.
        title: Title of that article.
        text: One to three of its sentences.
        language: Language of title and text.
        offices: Names of the bodies to go to.
        decides: Names of those that decide, if the step is about a decision.
        sources: What the sentences rest on.
        due: Last day of a time limit, None if there is none or its start is not known.
    """

    step: str
    article: str
    title: str
    text: str
    language: str
    offices: tuple[str, ...]
    decides: tuple[str, ...]
    sources: tuple[SourceRef, ...]
    due: date | None

    def as_dict(self) -> dict[str, Any]:
        """As docs/wire.md, section 1, shows it."""
        return {
            "step": self.step,
            "article": self.article,
            "title": self.title,
            "text": self.text,
            "language": self.language,
            "offices": list(self.offices),
            "decides": list(self.decides),
            "sources": [
                {"key": s.key, "title": s.title, "section": s.section, "as_of": s.as_of}
                for s in self.sources
            ],
            "due": self.due.isoformat() if self.due else None,
        }


class PathFinder:
    """Chooses steps and composes them; shares the articles of an :class:`Answerer`."""

    def __init__(self, pathways: Pathways, composer: Composer) -> None:
        self._pathways = pathways
        self._composer = composer

    def steps(
        self, answers: Answers, *, region: str, municipality: str | None, language: str
    ) -> tuple[Waypoint, ...]:
        """The next steps, first things first.

        Args:
            answers: Codes by question of the profile.
            region: Where the person lives.
            municipality: Likewise, if known.
            language: Language to tell them in.
        """
        chosen = [
            step
            for step in self._pathways.steps
            if region in step.places
            and step.places[region].article in self._composer.articles
            and applies(step, answers)
        ]
        return tuple(
            self._waypoint(
                step, answers, region=region, municipality=municipality, language=language
            )
            for step in chosen[:MOST_STEPS]
        )

    def again(
        self,
        chosen: Mapping[str, str | None],
        *,
        region: str,
        municipality: str | None,
        language: str,
    ) -> tuple[Waypoint, ...]:
        """Steps that were told before, by id with their time limits, those still there.

        Args:
            chosen: ISO dates or None by id of the step.
            region: Where the person lived.
            municipality: Likewise, if known.
            language: Language to tell them in.
        """
        steps = (
            self._waypoint(step, {}, region=region, municipality=municipality, language=language)
            for step in self._pathways.steps
            if step.id in chosen
            and region in step.places
            and step.places[region].article in self._composer.articles
        )
        return tuple(
            replace(step, due=date.fromisoformat(due) if (due := chosen[step.step]) else None)
            for step in steps
        )

    def theme(self, name: str, *, language: str, region: str | None) -> tuple[Topic, ...]:
        """What to offer for a theme; nothing for one that does not exist."""
        articles = self._composer.articles
        ids = [i for i in self._pathways.themes.get(name, ()) if i in articles]
        held = [articles[i] for i in ids if region is None or articles[i].holds_in(region)]
        return tuple(
            Topic(article.id, self._composer.text_for(article, language).title)
            for article in held[:_MOST_TOPICS]
        )

    def _waypoint(
        self,
        step: Step,
        answers: Answers,
        *,
        region: str,
        municipality: str | None,
        language: str,
    ) -> Waypoint:
        place, composer = step.places[region], self._composer
        article = composer.articles[place.article]
        text = composer.text_for(article, language)
        told = _sentences(text, place.marks)
        near, deciding = (
            composer.offices.find(region=region, municipality=municipality, among=among)
            for among in (place.offices or article.offices, place.decides)
        )
        facts = article.facts_of(told) or article.facts_of(text.parts["short-answer"])
        refs = (
            SourceRef(fact.source, composer.sources[fact.source].title, fact.section, fact.as_of)
            for fact in facts
        )
        return Waypoint(
            step.id,
            article.id,
            text.title,
            " ".join(sentence.text for sentence in told),
            text.language,
            _names(near, language),
            _names(deciding, language),
            tuple(dict.fromkeys(refs)),
            _due(place.due, answers) if place.due else None,
        )


def applies(step: Step, answers: Answers) -> bool:
    """Whether a step is for somebody with these answers."""
    return all(_holds(step.when, key, answers) for key in step.when) and not any(
        _holds(step.unless, key, answers) for key in step.unless
    )


def _holds(condition: Condition, key: str, answers: Answers) -> bool:
    wanted = condition[key]
    if key not in answers:
        return _UNKNOWN in wanted
    return bool(wanted & set(answers[key])) or (not answers[key] and _OWN_WORDS in wanted)


def _names(found: Finding, language: str) -> tuple[str, ...]:
    """Whom to see; when the sources leave several, all of them by their short names."""
    if found.certain and len(found.offices) <= _FEW_OFFICES:
        return tuple(office.name(language) for office in found.offices)
    return tuple(office.short for office in found.offices[:_MOST_OFFICES])


def _sentences(text: Text, marks: tuple[str, ...]) -> tuple[Sentence, ...]:
    """The first sentence for each mark, the short answer's before the others', in their order."""
    every = [sentence for part in text.parts.values() for sentence in part]
    wanted = [
        next((i for i, sentence in enumerate(every) if mark in sentence.marks), 0) for mark in marks
    ]
    return tuple(every[i] for i in sorted(set(wanted)))


def _due(due: Due, answers: Answers) -> date | None:
    told = answers.get(due.start) or ()
    try:
        start = date.fromisoformat(told[0]) if told else None
    except ValueError:
        return None
    return later(start, due.months) if start else None


def later(start: date, months: int) -> date:
    """The same day some months later; the last day of a month that is shorter."""
    year, month = divmod(start.month - 1 + months, _MONTHS)
    for day in range(start.day, 27, -1):
        try:
            return date(start.year + year, month + 1, day)
        except ValueError:
            continue
    return date(start.year + year, month + 1, min(start.day, 27))
