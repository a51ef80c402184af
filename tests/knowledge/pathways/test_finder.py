from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.article import REGIONS
from knowledge.article_loader import load_articles
from knowledge.compose import Composer
from knowledge.offices import OfficeFinder, load_offices
from knowledge.pathways import PathFinder, Waypoint, load_pathways
from knowledge.pathways.finder import MOST_STEPS, later
from knowledge.places import municipalities
from knowledge.settings import settings as knowledge_settings
from knowledge.sources import load_sources


@pytest.fixture(scope="module")
def paths() -> PathFinder:
    chosen = knowledge_settings()
    composer = Composer(
        load_articles(chosen.articles_dir),
        load_sources(),
        OfficeFinder(load_offices(chosen.offices_dir), municipalities()),
    )
    return PathFinder(load_pathways(), composer)


def find(paths: PathFinder, region: str, language: str = "en", **answers: str) -> list[Waypoint]:
    codes = {key: tuple(filter(None, value.split())) for key, value in answers.items()}
    steps = paths.steps(codes, region=region, municipality=None, language=language)
    return list(steps)


def ids(steps: list[Waypoint]) -> list[str]:
    return [step.step for step in steps]


def test_somebody_just_arrived_begins_at_the_town_hall(paths: PathFinder) -> None:
    assert ids(find(paths, "flanders"))[:3] == ["town-hall", "integration-programme", "language"]


def test_what_is_done_is_not_told_again(paths: PathFinder) -> None:
    done = "commune integration language_course employment_service diploma"
    left = ids(find(paths, "brussels", done=done, goal="job"))
    assert left == ["four-pathways"]


def test_a_diploma_is_a_step_only_for_who_has_one_to_be_recognised(paths: PathFinder) -> None:
    assert "diploma" in ids(find(paths, "wallonia", education="higher"))
    assert "diploma" in ids(find(paths, "wallonia", education=""))  # own words
    assert "diploma" not in ids(find(paths, "wallonia", education="primary"))
    assert "diploma" not in ids(find(paths, "wallonia", education="higher", recognised="yes"))


def test_work_stands_beside_language_and_diploma_not_behind_them(paths: PathFinder) -> None:
    assert "employment-service" in ids(find(paths, "flanders", education="higher"))


def test_in_brussels_six_months_count_from_the_registration(paths: PathFinder) -> None:
    [step] = [s for s in find(paths, "brussels", registered="2026-08-31") if s.due]
    assert (step.step, step.due) == ("integration-programme", date(2027, 2, 28))


@pytest.mark.parametrize("nonsense", ["", "yesterday", "2026-99-99"])
def test_a_date_that_is_none_gives_no_time_limit(paths: PathFinder, nonsense: str) -> None:
    assert not [step for step in find(paths, "brussels", registered=nonsense) if step.due]


def test_the_step_speaks_the_language_of_the_reader(paths: PathFinder) -> None:
    [first, *_] = find(paths, "flanders", language="ar")
    assert first.language == "ar"


def test_a_theme_offers_only_what_holds_in_the_region(paths: PathFinder) -> None:
    topics = paths.theme("language", language="nl", region="flanders")
    articles = {topic.article for topic in topics}
    assert "flanders-dutch-courses" in articles
    assert "wallonia-french-courses" not in articles
    assert paths.theme("no-such-theme", language="nl", region=None) == ()


ANSWERS = st.dictionaries(
    st.sampled_from(["done", "education", "goal", "work", "since", "recognised", "registered"]),
    st.lists(st.text(max_size=12), max_size=3).map(tuple),
    max_size=6,
)


@settings(max_examples=30, deadline=None)
@given(answers=ANSWERS, region=st.sampled_from(REGIONS))
def test_every_step_names_its_source_and_who_decides(
    paths: PathFinder, answers: dict[str, tuple[str, ...]], region: str
) -> None:
    steps = paths.steps(answers, region=region, municipality=None, language="fr")
    assert 0 < len(steps) <= MOST_STEPS
    for step in steps:
        assert step.text
        assert step.offices
        assert step.sources


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 30))
def test_a_time_limit_falls_in_the_right_month(start: date, months: int) -> None:
    end = later(start, months)
    assert (end.year * 12 + end.month) - (start.year * 12 + start.month) == months
    assert end.day <= start.day
