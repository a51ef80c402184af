"""Organisations may be named only where a fact, an open point or an office of the article is.

A translator who knows the country easily adds a body that our sources do not connect with the
subject; a newcomer would be sent there for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from knowledge.article import Article, Text
from knowledge.checks.lines import line_of_text
from knowledge.offices import Office
from knowledge.problems import Problem, read_yaml

_FILE = Path(__file__).with_name("names.yml")
#: Only Latin letters and digits belong to a name: Arabic writes its "and" right before it (وVDAB).
_LATIN = "A-Za-zÀ-ÖØ-öø-ɏ0-9_"
#: Two or more capitals or digits, the first a capital: VDAB, NT2, ÖSHZ.
_ACRONYM = re.compile(rf"(?<![{_LATIN}])[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ0-9]+(?![{_LATIN}])")
_BRACKETS = re.compile(r"\(([^)]*)\)")


@dataclass(frozen=True, slots=True)
class NameBook:
    """Names of organisations.

    Attributes:
        listed: Finds the listed names in a text, longest first.
        aliases: All names of the same bodies, by name.
        allowed: Names that need no ground.
    """

    listed: re.Pattern[str]
    aliases: Mapping[str, frozenset[str]]
    allowed: frozenset[str]

    @classmethod
    def of(cls, offices: Iterable[Office], articles: Iterable[Article]) -> NameBook:
        """Names of offices, and terms of articles that begin with a capital."""
        exceptions = read_yaml(_FILE)
        groups = [_office_names(office) for office in offices]
        groups += [{term} for a in articles for term in a.terms if term[:1].isupper()]
        groups += [set(group) for group in exceptions["same"]]
        aliases: dict[str, frozenset[str]] = {}
        for group in groups:
            for name in group:
                aliases[name] = aliases.get(name, frozenset()) | group
        longest_first = sorted(aliases, key=len, reverse=True)
        pattern = "|".join(map(re.escape, longest_first)) or r"(?!)"
        return cls(
            re.compile(rf"(?<![{_LATIN}])(?:{pattern})(?![{_LATIN}])"),
            aliases,
            frozenset(exceptions["allowed"]),
        )

    def names_in(self, text: str) -> set[str]:
        """Acronyms and listed names of a text that need a ground."""
        return ({*self.listed.findall(text), *_ACRONYM.findall(text)}) - self.allowed

    def grounded(self, name: str, grounds: str) -> bool:
        """Whether ``grounds`` (case folded) hold the name, or another name of the same body."""
        return any(
            _begins_word(alias.casefold()).search(grounds)
            for alias in self.aliases.get(name, frozenset()) | {name}
        )


def check_names(
    folder: Path, article: Article, book: NameBook, offices: Mapping[str, Office]
) -> Iterator[Problem]:
    """Complaints about organisations that a text names without a ground, once for each text."""
    grounds = "\n".join(_grounds(article, offices)).casefold()
    verdicts: dict[str, bool] = {}
    for code, text in article.texts.items():
        file = folder / f"{code}.md"
        for name in sorted(book.names_in("\n".join(_wordings(text)))):
            if name not in verdicts:
                verdicts[name] = book.grounded(name, grounds)
            if not verdicts[name]:
                yield Problem(
                    file,
                    line_of_text(file, name),
                    f"{name} stands in no fact, open point, term or office of this article.",
                    "Remove it, add the fact that names it, or, if it is no organisation, "
                    "list it in knowledge/checks/names.yml.",
                )


def _wordings(text: Text) -> Iterator[str]:
    yield text.title
    yield from text.questions
    for sentences in text.parts.values():
        yield from (sentence.text for sentence in sentences)


def _grounds(article: Article, offices: Mapping[str, Office]) -> Iterator[str]:
    for fact in article.facts.values():
        yield fact.claim
    yield from article.open_points.values()
    yield article.next_step
    yield from article.terms
    for identifier in article.offices:
        if identifier in offices:
            yield from _office_names(offices[identifier])


def _office_names(office: Office) -> set[str]:
    """Every way an office is called: without its brackets, and what they hold if an acronym."""
    names: set[str] = set()
    for full in (office.short, *office.names.values()):
        bare = _BRACKETS.sub("", full)
        names.update(part.strip() for part in bare.split(" / "))
        names.update(held for held in _BRACKETS.findall(full) if _ACRONYM.fullmatch(held))
    return _capitalised(names)


def _capitalised(names: Collection[str]) -> set[str]:
    return {name for name in names if name[:1].isupper()}


@lru_cache(maxsize=1024)
def _begins_word(name: str) -> re.Pattern[str]:
    # Open at its end: the plural "CRIs" grounds "CRI".
    return re.compile(rf"(?<!\w){re.escape(name)}")
