"""Stop words, links, credentials and signatures."""

from __future__ import annotations

import hashlib
import hmac

import pytest

from bot.channels.messaging.credentials import complete
from bot.channels.messaging.deep_link import hints_of, written_start
from bot.channels.messaging.signatures import require_hub_signature, require_same
from bot.channels.messaging.stop_words import is_stop
from bot.errors import RequestError, SettingsError


@pytest.mark.parametrize(
    "text", ["STOP", "Stop.", "/stop", "توقف", "стоп", "Arrêt", "durdur", "Oprește!", "ደው ኣብል"]
)
def test_a_word_of_stopping_alone_stops(text: str) -> None:
    assert is_stop(text)


@pytest.mark.parametrize(
    "text", ["Where does bus stop 12 stop?", "no", "cancel", "", "ኣይፋል", "How do I stop working?"]
)
def test_a_sentence_with_such_a_word_does_not(text: str) -> None:
    assert not is_stop(text)


@pytest.mark.parametrize(
    ("parameter", "hints"),
    [
        ("ar_flanders", {"language": "ar", "region": "flanders"}),
        ("nl", {"language": "nl"}),
        ("german-community", {"region": "german-community"}),
        ("zz_nowhere", {}),
        ("", {}),
    ],
)
def test_a_link_names_language_and_region(parameter: str, hints: dict[str, str]) -> None:
    assert hints_of(parameter) == hints


def test_a_link_of_whatsapp_is_a_text_that_the_person_sends() -> None:
    assert written_start("Start (ar_flanders)") == {"language": "ar", "region": "flanders"}
    assert written_start("Fanal: nl") == {"language": "nl"}
    assert written_start("start work") is None
    assert written_start("I want to start (nl)") is None


NEEDED = {"token": "FANAL_A", "secret": "FANAL_B"}


def test_a_channel_is_off_when_nothing_is_set() -> None:
    assert complete({"token": "", "secret": None, "api_url": "http://x"}, needed=NEEDED) is None
    assert complete(None, needed=NEEDED) is None


def test_a_channel_that_is_set_up_in_part_names_what_is_missing() -> None:
    with pytest.raises(SettingsError, match="FANAL_B is missing"):
        complete({"token": "x", "secret": " "}, needed=NEEDED)


@pytest.mark.parametrize("given", [None, "", "Secret", "secret ", "sécret"])
def test_another_secret_is_refused(given: str | None) -> None:
    with pytest.raises(RequestError) as refused:
        require_same(given, "secret")
    assert refused.value.status == 403


def test_without_a_secret_of_our_own_nobody_is_let_in() -> None:
    with pytest.raises(RequestError):
        require_same("", "")


def test_metas_signature_covers_the_raw_body() -> None:
    right = hmac.new(b"app", b"body", hashlib.sha256).hexdigest()
    require_hub_signature(b"body", f"sha256={right}", "app")
    old = hmac.new(b"app", b"body", hashlib.sha1).hexdigest()
    for body, header in ((b"bodY", f"sha256={right}"), (b"body", f"sha1={old}"), (b"body", right)):
        with pytest.raises(RequestError):
            require_hub_signature(body, header, "app")
