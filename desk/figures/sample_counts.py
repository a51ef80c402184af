"""Counts of years, to see and measure the figures of a desk that is busy."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from django.utils import timezone

from desk.cases.knowledge_names import article_ids
from desk.cases.sample_cases import BATCH, PLACES, WORDS, YEARS
from desk.figures.models import Count, Counted

#: Different answers of one day.
ANSWERS = 120


def fill_counts(*, days: int = YEARS * 365, seed: int = 1) -> None:
    """Write the counts of the last days.

    Args:
        days: How many.
        seed: The same one makes the same counts, apart from today's date.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing secret is drawn
    today = timezone.localdate()
    rows = (row for n in range(days) for row in _day(today - timedelta(days=n), chance))
    Count.objects.bulk_create(rows, batch_size=BATCH)


def _day(day: date, chance: random.Random) -> Iterator[Count]:
    yield Count(day=day, kind=Counted.QUESTION, n=chance.randrange(1, 600))
    yield Count(day=day, kind=Counted.OFFER, detail="asked", n=chance.randrange(1, 20))
    for language in WORDS:
        for kind in (Counted.CONVERSATION, Counted.CLARIFY, Counted.NO_ANSWER):
            yield Count(day=day, kind=kind, language=language, n=chance.randrange(1, 30))
    regions = sorted({region for region, _town in PLACES})
    answers = {
        (chance.choice(list(WORDS)), chance.choice(regions), chance.choice(article_ids()))
        for _ in range(ANSWERS)
    }
    for language, region, article in sorted(answers):
        yield Count(
            day=day,
            kind=Counted.ANSWER,
            language=language,
            region=region,
            detail=article,
            n=chance.randrange(1, 9),
        )
