"""The sentence that leads an answer: the one that holds what the question asks for.

Short answers come first anyhow. Where one does not tell the hours, the age or the price that was
asked for and another part of the article does, that sentence leads. None is better than a wrong
one: a sentence about something or some place that neither title nor question names never leads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from knowledge.article import SHORT_ANSWER, WHERE_TO_GO, Article, Sentence, Text
from knowledge.asked_for import Kind, asked_for, tells, touches
from knowledge.words import fold, words

_SOURCE_LANGUAGE = "en"
_REGION_NAMES = {
    "flanders": ("flanders", "flemish"),
    "brussels": ("brussels",),
    "wallonia": ("wallonia", "walloon"),
    "german-community": ("german-speaking",),
}
_PLACE = {
    "flanders": ("Flanders",),
    "brussels": ("Brussels",),
    "wallonia": ("Wallonia",),
    "german-community": ("German-speaking Community",),
}
#: Somebody by name ("ask Actiris"); "ask your integration office" still leaves one looking.
_ASK_SOMEBODY = re.compile(
    r"\b(?:[Aa]sk|[Cc]ontact|[Gg]o to|with|talk to)(?: (?:at|the|a|an|your|first))* @?[A-Z]"
)
#: Names that a sentence may bring up by itself: languages, places, those who are to be asked.
_PLAIN_NAME = re.compile(
    "dutch|french|german|english|belgi(?:um|an)|flanders|flemish|brussels|walloon|wallonia|swiss|e[ue]a?"
    "|january|february|march|april|may|june|july|august|september|october|november|december"
    "|national|register|communit(?:y|ies)|region(?:al)?|integration|centre|consortium|speaking|info"
    "|bapa|bon|agii|atlas|amal|cri|vdab|actiris|le|forem|adg|arbeitsamt|naric|vlaanderen|ocmw|cpas"
    "|cvo|nt2|[abc][12]|i"
)
_OFFICE = re.compile(r"\b[A-Z]{3,}|\bActiris\b|\bForem\b|\bFanal\b")
_NAME = re.compile(r"@?[A-Z][\w@+]*")
_STATUS_ORDER = {"current": 0, "superseded": 1, "planned": 2, "statistic": 3}


def leading_sentence(
    article: Article, text: Text, *, question: str, region: str | None
) -> Sentence | None:
    """The sentence of ``text`` that should stand before its short answer, if any.

    Args:
        article: The article that answers.
        text: Its text in the language of the reply.
        question: What was asked; after a follow-up, both questions.
        region: Where the person lives, if known.

    Returns:
        A sentence of another part than the short answer, or None: the question asks for no single
        thing, the short answer tells it, or no other part does.
    """
    english = article.texts.get(_SOURCE_LANGUAGE)
    if english is None:
        return None
    for kind in asked_for(question):
        if _told_already(english, kind):
            continue
        if kind == "contact":
            pairs = _contacts(english, text, region)
        else:
            about = f"{english.title} {question}"
            pairs = [
                (ours, theirs)
                for ours, theirs in _pairs_outside_short_answer(english, text)
                if tells(ours.text, kind)
                and _is_about(ours.text, about)
                and _holds_in(ours.text, region)
                and all(fact.status != "statistic" for fact in article.facts_of((ours,)))
            ]
        if pairs:
            return min(pairs, key=lambda pair: _rank(article, pair, question, text.language))[1]
    return None


#: A sentence in English and in the language of the reply.
_Pair = tuple[Sentence, Sentence]


def _pairs_outside_short_answer(english: Text, text: Text) -> Iterator[_Pair]:
    for part in english.parts:
        if part not in {SHORT_ANSWER, WHERE_TO_GO}:
            yield from _parallel(english, text, part)


def _told_already(english: Text, kind: Kind) -> bool:
    """Whether the short answer speaks of it: hours are also a length of time."""
    kinds: tuple[Kind, ...] = ("duration", "hours") if kind == "duration" else (kind,)
    return any(
        touches(sentence.text, each) for sentence in english.parts[SHORT_ANSWER] for each in kinds
    )


def _contacts(english: Text, text: Text, region: str | None) -> list[_Pair]:
    """Whom to see in the region, if one line says so and the short answer names nobody to ask."""
    places = ("Everywhere", "Everywhere in Belgium", *_PLACE.get(region or "", ()))
    found = [
        pair
        for pair in _parallel(english, text, WHERE_TO_GO)
        if pair[0].text.partition(":")[0] in places
    ]
    about_an_office = _OFFICE.search(english.title)
    if len(found) != 1 or about_an_office or _ASK_SOMEBODY.search(english.short_answer):
        return []
    named = set(_NAME.findall(found[0][0].text.partition(":")[2]))
    return found if named - set(_NAME.findall(english.short_answer)) else []


def _parallel(english: Text, text: Text, part: str) -> list[_Pair]:
    """Sentences side by side; none if the reader's language lacks the part or is out of step."""
    ours, theirs = english.parts.get(part, ()), text.parts.get(part, ())
    in_step = [s.marks for s in ours] == [s.marks for s in theirs]
    return list(zip(ours, theirs, strict=True)) if in_step else []


def _is_about(sentence: str, asked: str) -> bool:
    known = set(re.findall(r"\w+", fold(asked)))
    return all(name in known or _PLAIN_NAME.fullmatch(name) for name in _names(sentence))


def _names(sentence: str) -> set[str]:
    """Capitalised words, folded; the first word of a sentence only if it is an acronym."""
    found = set()
    for match in _NAME.finditer(sentence):
        before = sentence[: match.start()].rstrip()
        begins = not before or before[-1] in ".:;?!"
        if not begins or match[0][1:2].isupper() or match[0].startswith("@"):
            found.add(fold(match[0]).strip("@+"))
    return found


def _holds_in(sentence: str, region: str | None) -> bool:
    """False for a sentence about one region that is not the person's, or of whose we know not."""
    text = fold(sentence)
    if region is None:
        return not text.startswith(
            tuple(name for names in _REGION_NAMES.values() for name in names)
        )
    about = {r for r, names in _REGION_NAMES.items() if any(name in text for name in names)}
    return not about or region in about


def _rank(article: Article, pair: _Pair, question: str, language: str) -> tuple[bool, int, int]:
    """What is known before what is not, then today's before history, then shared words."""
    facts = article.facts_of(pair[:1])
    status = max((_STATUS_ORDER[fact.status] for fact in facts), default=0)
    shared = set(words(question, language)) & set(words(pair[1].text, language))
    return (not facts, status, -len(shared))
