"""Groups as editors read them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Min, QuerySet

from desk.learning.models import Group, Question
from knowledge.languages import direction

#: Questions of one group on its page and in a draft; more tell nothing new.
SHOWN = 50


@dataclass(frozen=True, slots=True)
class Row:
    """One group: how often, where, and what it sounds like."""

    group: Group
    #: A question of it, in English if there is one.
    text: str
    language: str
    direction: str
    #: Code and how often, the most frequent first.
    languages: tuple[tuple[str, int], ...]
    #: Code (empty: not known) and how often, the most frequent first.
    regions: tuple[tuple[str, int], ...]


def rows(groups: Sequence[Group]) -> list[Row]:
    """Groups with their counts and an example; three queries, however many groups."""
    keys = [group.pk for group in groups]
    of_them = Question.objects.filter(group__in=keys)
    languages, regions = _counts(of_them, "language"), _counts(of_them, "region")
    examples: dict[int, Question] = {}
    for question in _first_of_each_language(of_them):
        known = examples.get(question.group_id or 0)
        if known is None or (question.language == "en" and known.language != "en"):
            examples[question.group_id or 0] = question
    found = []
    for group in groups:
        example = examples.get(group.pk)
        if example is not None:
            found.append(
                Row(
                    group,
                    example.text,
                    example.language,
                    direction(example.language),
                    tuple(languages[group.pk].most_common()),
                    tuple(regions[group.pk].most_common()),
                )
            )
    return found


def _counts(questions: QuerySet[Question], field: str) -> dict[int, Counter[str]]:
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    grouped = questions.order_by().values_list("group", field).annotate(n=Count("pk"))
    for group, value, n in grouped:
        counts[group][value] = n
    return counts


def _first_of_each_language(questions: QuerySet[Question]) -> QuerySet[Question]:
    """Few rows for each group: one for each language that it has."""
    firsts = questions.order_by().values("group", "language").annotate(first=Min("id"))
    keys = list(firsts.values_list("first", flat=True))
    return Question.objects.filter(pk__in=keys).only("text", "language", "group").order_by("at")
