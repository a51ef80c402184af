from __future__ import annotations

import pytest

from desk.delivery.backoff import LONGEST_SECONDS, backoff


@pytest.mark.parametrize(("attempts", "longest"), [(1, 1), (2, 2), (5, 16), (10, 300), (999, 300)])
def test_waits_double_up_to_the_cap(attempts: int, longest: float) -> None:
    assert backoff(attempts, uniform=lambda low, high: high).total_seconds() == longest
    assert backoff(attempts, uniform=lambda low, high: low).total_seconds() == longest / 2


def test_chance_stays_within_its_half() -> None:
    for _ in range(200):
        assert LONGEST_SECONDS / 2 <= backoff(20).total_seconds() <= LONGEST_SECONDS
