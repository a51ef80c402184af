from __future__ import annotations

import pytest

from desk.cases.actions.claim import claim
from desk.cases.models import Case
from desk.config.environment import environment
from desk.translation.models import Translation
from desk.translation.protocol import TranslationError
from desk.translation.translate import is_on, translated
from tests.fakes.translator import FakeTranslator, serve

SECRET = "My number is 0470 12 34 56, mail amal@example.be"


@pytest.fixture
def service():
    with serve() as fake:
        yield fake


@pytest.fixture
def use(service: FakeTranslator, monkeypatch):
    def configure(kind: str, **more: str) -> FakeTranslator:
        url = service.url + ("/v1" if kind == "openai" else "")
        values = {"": kind, "_URL": url, "_KEY": "k3y", "_MODEL": "m", "_TIMEOUT_SECONDS": "5"}
        for name, value in (values | more).items():
            monkeypatch.setenv(f"FANAL_TRANSLATOR{name}", value)
        environment.cache_clear()
        return service

    return configure


@pytest.fixture
def case(opened) -> Case:
    return opened()


def test_nothing_is_offered_or_sent_unless_a_service_is_named(page, case) -> None:
    assert not is_on()
    assert "Translate" not in page.get(case.get_absolute_url()).content.decode()
    with pytest.raises(TranslationError):
        translated(case, "x", source="ar", target="en")


@pytest.mark.parametrize("kind", ["libretranslate", "openai"])
def test_numbers_never_leave_and_come_back_in_their_places(use, case, kind) -> None:
    service = use(kind)
    found = translated(case, SECRET, source="en", target="nl")
    assert found == "MY NUMBER IS 0470 12 34 56, MAIL amal@example.be"
    ((path, headers, body),) = service.asked
    assert "0470" not in str(body)
    assert "amal@" not in str(body)
    if kind == "openai":
        assert path == "/v1/chat/completions"
        assert headers["Authorization"] == "Bearer k3y"
        assert body["model"] == "m"
        assert "from English into Dutch" in body["messages"][0]["content"]
    else:
        assert (body["source"], body["target"], body["api_key"]) == ("en", "nl", "k3y")


def test_the_same_text_is_asked_for_once_a_case(use, case, opened) -> None:
    service = use("libretranslate")
    for _ in range(2):
        translated(case, "hello", source="en", target="nl")
    translated(case, "hello", source="en", target="fr")
    assert len(service.asked) == 2
    translated(opened(), "hello", source="en", target="nl")
    assert len(service.asked) == 3
    case.delete()
    assert Translation.objects.count() == 1


@pytest.mark.parametrize("trouble", [500, 429, 403, "broken", "away", "slow"])
def test_each_trouble_is_one_sentence_and_nothing_is_kept(use, case, page, trouble) -> None:
    service = use("libretranslate")
    if trouble == "away":
        use("libretranslate", _URL="http://127.0.0.1:1")
    elif trouble == "slow":
        use("libretranslate", _TIMEOUT_SECONDS="0.05")
        service.go.clear()
    elif trouble == "broken":
        service.broken = True
    else:
        service.status = trouble
    message = case.messages.get()
    answer = page.post(
        f"/cases/{case.pk}/messages/{message.pk}/translate", headers={"HX-Request": "true"}
    )
    assert answer.status_code == 200
    assert "The translation service does" in answer.content.decode()
    assert not Translation.objects.exists()


def test_a_message_is_shown_translated_and_marked_beside_the_original(use, case, page) -> None:
    use("libretranslate")
    message = case.messages.get()
    shown = page.get(case.get_absolute_url()).content.decode()
    assert f"/messages/{message.pk}/translate" in shown
    part = page.post(
        f"/cases/{case.pk}/messages/{message.pk}/translate", headers={"HX-Request": "true"}
    ).content.decode()
    assert "machine translation" in part
    assert 'lang="en" dir="ltr">WORDS 0<' in part
    whole = page.post(f"/cases/{case.pk}/messages/{message.pk}/translate").content.decode()
    assert "WORDS 0" in whole
    assert "<title>" in whole


def test_a_reply_is_put_above_its_original_marked_and_not_sent(use, case, page, counsellor) -> None:
    use("libretranslate")
    claim(case.pk, counsellor)
    page.post(f"/cases/{case.pk}/translate", {"text": "Please call 02 123 45 67."})
    case.refresh_from_db()
    assert case.draft.endswith("\n\n(ترجمة آلية)\nPlease call 02 123 45 67.")
    assert case.draft.startswith("PLEASE CALL 02 123 45 67.\n")
    assert not case.messages.filter(author="counsellor").exists()


def test_a_changed_original_is_translated_anew_in_the_language_it_is_written_in(
    use, case, page, counsellor
) -> None:
    """The translation was translated too, as if it were in the language of the page."""
    service = use("libretranslate")
    claim(case.pk, counsellor)
    page.post(f"/cases/{case.pk}/translate", {"text": "Kom\r\nlangs."})
    case.refresh_from_db()
    page.post(f"/cases/{case.pk}/translate", {"text": case.draft.replace("langs", "morgen langs")})
    case.refresh_from_db()
    assert case.draft == "KOM\nMORGEN LANGS.\n\n(ترجمة آلية)\nKom\nmorgen langs."
    assert {body["source"] for _path, _headers, body in service.asked} == {"auto"}


def test_a_model_is_not_told_a_language_that_nobody_knows(use, case) -> None:
    service = use("openai")
    translated(case, "hello", source=None, target="nl")
    (_path, _headers, body) = service.asked[0]
    assert body["messages"][0]["content"].startswith("Translate the text of the user into Dutch.")


def test_another_teams_case_is_not_translated(use, opened, db) -> None:
    from desk.teams.models import Organisation, Team
    from tests.desk.conftest import add_counsellor, logged_in

    service = use("libretranslate")
    case = opened()
    organisation = Organisation.objects.create(name="Other")
    team = Team.objects.create(organisation=organisation, name="Other")
    stranger = logged_in(add_counsellor("stranger", team=team))
    message = case.messages.get()
    answer = stranger.post(f"/cases/{case.pk}/messages/{message.pk}/translate")
    assert answer.status_code == 404
    assert service.asked == []
