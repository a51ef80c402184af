from __future__ import annotations

import uuid
from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from django.utils import timezone

from desk.learning import decide as decide_module
from desk.learning.decide import DecisionError, decide, notice_landed, tell_askers
from desk.learning.grouping import group_new
from desk.learning.keep import Asked, forget_old, forget_questions_of, keep
from desk.learning.meaning import Vectors
from desk.learning.models import Group, GroupState, Question
from desk.teams.models import Role
from tests.desk.conftest import API_TOKEN, BOT_TOKEN, add_counsellor, logged_in

pytestmark = pytest.mark.django_db


class FirstWord:
    """Texts that begin with the same word mean the same."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self.asked = 0

    def vectors(self, texts: Sequence[str], languages: Sequence[str]) -> Vectors:
        self.asked += len(texts)
        rows = np.zeros((len(texts), 8), np.float32)
        for row, text in zip(rows, texts, strict=True):
            word = text.split()[0]
            if word not in self.words:
                self.words.append(word)
            row[self.words.index(word)] = 1
        return rows


@pytest.fixture
def meaning() -> FirstWord:
    return FirstWord()


def asked(text: str, **changes: Any) -> Asked:
    values: dict[str, Any] = {
        "id": uuid.uuid4(),
        "sender": "amal",
        "tell": False,
        "kind": "no_answer",
        "text": text,
        "language": "en",
        "region": "flanders",
        "topic": "",
        "at": timezone.now(),
    }
    return Asked(**(values | changes))


@pytest.fixture
def editor():
    return add_counsellor("els", role=Role.EDITOR, display_name="Els", role_title="Editor")


def grouped(meaning: FirstWord, *texts: str, **changes: Any) -> Group:
    for text in texts:
        keep(asked(text, **changes))
    group_new(lambda: meaning)
    return Group.objects.first()


def post(client, wire, **changes):
    return client.post(
        "/api/v1/questions",
        wire("question") | changes,
        content_type="application/json",
        headers={"Authorization": f"Bearer {API_TOKEN}"},
    )


def test_a_question_is_kept_once_and_redacted_whatever_the_sender_did(client, wire) -> None:
    text = "I am amal@example.be, 0470 12 34 56, 85.07.30-033.28, BE68 5390 0754 7034. Dogs?"
    assert post(client, wire, text=text).json() == {"kept": True}
    assert post(client, wire, text=text).json() == {"kept": False}
    kept = Question.objects.get()
    assert kept.text == "I am [e-mail], [phone], [national number], [account]. Dogs?"
    assert kept.tell == ""
    assert wire("question")["sender"] not in kept.asker


def test_a_later_wish_to_be_told_joins_the_question_that_is_known(client, wire) -> None:
    post(client, wire)
    assert post(client, wire, tell=True).json() == {"kept": False}
    assert post(client, wire).json() == {"kept": False}
    assert Question.objects.get().tell == wire("question")["sender"]
    Question.objects.update(tell="", told_at=timezone.now())
    post(client, wire, tell=True)
    assert Question.objects.get().tell == ""


@pytest.mark.parametrize("change", [{"kind": "other"}, {"text": ""}, {"at": "x"}, {"id": "1"}])
def test_a_question_of_another_shape_is_refused(client, wire, change) -> None:
    assert post(client, wire, **change).status_code == 422
    assert not Question.objects.exists()


def test_what_means_the_same_comes_together_across_languages(meaning) -> None:
    keep(asked("dogs allowed?"))
    keep(asked("dogs toegelaten?", language="nl"))
    keep(asked("cats allowed?"))
    assert group_new(lambda: meaning) == 3
    assert sorted(Group.objects.values_list("size", flat=True)) == [1, 2]


def test_only_new_questions_are_looked_at_and_groups_stay(meaning, editor) -> None:
    group = grouped(meaning, "dogs allowed?", "dogs in trains?")
    decide(group.pk, GroupState.NOT_OURS, "", editor)
    keep(asked("dogs again"))
    assert group_new(lambda: meaning) == 1
    assert meaning.asked == 3
    group.refresh_from_db()
    assert (group.size, group.state) == (3, GroupState.NOT_OURS)


def test_nothing_is_loaded_while_there_is_nothing_new() -> None:
    def load() -> FirstWord:
        raise AssertionError("loaded for nothing")

    assert group_new(load) == 0


def test_a_person_is_forgotten_and_the_group_knows_the_rest_only(meaning) -> None:
    grouped(meaning, "dogs one", "dogs two")
    group = grouped(meaning, "dogs three", sender="omar")
    assert forget_questions_of("amal") == 2
    group.refresh_from_db()
    assert (group.size, group.questions.get().text) == (1, "dogs three")
    assert np.frombuffer(bytes(group.centre), np.float32).sum() == pytest.approx(1)
    assert forget_questions_of("omar") == 1
    assert not Group.objects.exists()


def test_old_questions_are_forgotten(meaning) -> None:
    old = timezone.now() - timezone.timedelta(days=400)
    grouped(meaning, "dogs old", at=old)
    grouped(meaning, "dogs young")
    assert forget_old(days=365) == 1
    assert Question.objects.get().text == "dogs young"
    with pytest.raises(ValueError, match="at least one day"):
        forget_old(days=0)


def test_an_id_that_no_article_can_have_is_refused(meaning, editor) -> None:
    """It was kept, and the group waited for ever."""
    group = grouped(meaning, "dogs?")
    with pytest.raises(DecisionError, match="small letters"):
        decide(group.pk, GroupState.PLANNED, "Fishing <licence>", editor)
    decide(group.pk, GroupState.PLANNED, "", editor)


def test_answered_needs_an_article_that_exists(meaning, editor) -> None:
    group = grouped(meaning, "dogs?")
    with pytest.raises(DecisionError, match="Name the article"):
        decide(group.pk, GroupState.ANSWERED, "no-such-article", editor)


class Articles:
    """The shelf, with one article that may land."""

    def __init__(self) -> None:
        self.there: set[str] = set()

    def offer(self, article: str, *, theirs: str, **_: str) -> Any:
        from desk.cases.article_search import Offer, Reading

        reading = Reading(f"Answer in {theirs}.", theirs, "ltr", "source")
        return Offer(article, "Dogs", reading, reading, ())


@pytest.fixture
def articles(monkeypatch) -> Articles:
    shelf = Articles()
    monkeypatch.setattr(decide_module, "is_article", shelf.there.__contains__)
    monkeypatch.setattr(decide_module, "offer", shelf.offer)
    return shelf


@pytest.fixture
def bot(fake_bot):
    from contextlib import closing

    from desk.delivery.bot import HttpBot

    with closing(HttpBot(fake_bot.url, BOT_TOKEN, timeout_seconds=5)) as found:
        yield found


def test_who_agreed_hears_of_the_article_once_it_lands(
    meaning, editor, articles, fake_bot, bot
) -> None:
    grouped(meaning, "dogs ja?", tell=True, language="nl")
    group = grouped(meaning, "dogs silent", sender="omar")
    decide(group.pk, GroupState.PLANNED, "dogs-in-trains", editor)
    assert notice_landed() == 0
    articles.there.add("dogs-in-trains")
    assert notice_landed() == 1

    fake_bot.script.append(503)
    assert tell_askers(bot) == 0
    assert tell_askers(bot) == 1
    assert tell_askers(bot) == 0

    event = fake_bot.accepted[0]
    assert len(fake_bot.accepted) == 1
    assert (event["sender"], event["counsellor"]["name"]) == ("amal", "Els")
    assert event["text"] == "“dogs ja?”\n\nDogs\nAnswer in nl."
    assert not Question.objects.exclude(tell="").exists()


def test_whom_the_bot_no_longer_knows_is_not_tried_again(
    meaning, editor, articles, fake_bot, bot
) -> None:
    articles.there.add("dogs")
    group = grouped(meaning, "dogs?", tell=True)
    decide(group.pk, GroupState.ANSWERED, "dogs", editor)
    fake_bot.script.append(404)
    assert tell_askers(bot) == 0
    assert (Question.objects.get().tell, Question.objects.get().told_at) == ("", None)


def test_a_question_that_is_not_ours_forgets_whom_to_tell(meaning, editor) -> None:
    group = grouped(meaning, "dogs?", tell=True)
    decide(group.pk, GroupState.NOT_OURS, "", editor)
    assert Question.objects.get().tell == ""


def test_the_pages_show_counts_and_a_draft_with_the_questions(meaning, editor) -> None:
    grouped(meaning, "dogs <b>allowed</b>?")
    group = grouped(meaning, "dogs toegelaten?", language="nl", region="brussels")
    page = logged_in(editor)
    listed = page.get("/questions/").content.decode()
    assert "dogs &lt;b&gt;allowed" in listed
    assert "Dutch</bdi> 1" in listed
    assert "Brussels</bdi> 1" in listed
    grouped(meaning, "chats permis?", language="fr")
    assert "dogs" not in page.get("/questions/?language=fr").content.decode()
    assert "dogs" not in page.get("/questions/?state=answered").content.decode()

    draft = page.get(f"/questions/{group.pk}/draft.txt").content.decode()
    assert '- "dogs <b>allowed</b>?"' in draft
    assert "==> nl.md (Nederlands), questions\nquestions:\n  - dogs toegelaten?" in draft
    assert "dogs toegelaten?" in page.get(f"/questions/{group.pk}/").content.decode()

    answer = page.post(f"/questions/{group.pk}/decide", {"state": "planned", "article": "dogs"})
    assert answer.status_code == 302
    group.refresh_from_db()
    assert (group.state, group.article, group.decided_by) == ("planned", "dogs", editor)


def test_the_list_asks_the_same_however_many_groups(
    meaning, editor, django_assert_max_num_queries
) -> None:
    grouped(meaning, *[f"word{n} x" for n in range(7)])
    page = logged_in(editor)
    page.get("/questions/")
    with django_assert_max_num_queries(16):
        page.get("/questions/")


def test_nobody_is_kept_waiting_for_what_is_not_ours(meaning, editor, bot) -> None:
    group = grouped(meaning, "dogs one")
    decide(group.pk, GroupState.NOT_OURS, "", editor)
    grouped(meaning, "dogs two", tell=True)
    assert Question.objects.exclude(tell="").exists()
    assert tell_askers(bot) == 0
    assert not Question.objects.exclude(tell="").exists()
