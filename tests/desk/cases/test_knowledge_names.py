from __future__ import annotations

from desk.cases.knowledge_names import article_title, source_title
from knowledge.settings import settings


def test_a_title_comes_in_the_closest_language() -> None:
    dutch = article_title("flanders-civic-integration-programme", "nl")
    english = article_title("flanders-civic-integration-programme", "en")

    assert dutch != english
    assert "flanders-civic-integration-programme" not in {dutch, english}


def test_an_unknown_article_or_source_is_shown_by_its_id() -> None:
    assert article_title("no-such-article", "nl") == "no-such-article"
    assert source_title("no-such-source") == "no-such-source"


def test_an_id_is_never_used_as_a_path() -> None:
    # A file that is there, reached by an id that climbs out of the folder.
    climbing = "../integration-programme/flanders-civic-integration-programme"
    assert (settings().articles_dir / "integration-programme" / climbing).is_dir()
    assert article_title(climbing, "en") == climbing
