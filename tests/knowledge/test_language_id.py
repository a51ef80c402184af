from __future__ import annotations

import pytest

from knowledge.language_id import LanguageIdentifier


@pytest.fixture(scope="module")
def identifier() -> LanguageIdentifier:
    return LanguageIdentifier.load()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Where can I find a Dutch course?"),
        ("nl", "waar kan ik nederlands leren"),
        ("fr", "je cherche un travail"),
        ("de", "Wo kann ich Deutsch lernen?"),
        ("ar", "أين أجد دورة لغة"),
        ("tr", "nerede kurs bulabilirim"),
        ("uk", "де я можу вивчати мову"),
        ("ru", "где можно учить язык"),
        ("fa", "کجا می‌توانم کلاس پیدا کنم"),
        ("es", "dónde puedo aprender francés"),
        ("ps", "زه چیرته زده کړه کولی شم"),
        ("so", "xagee baan ka heli karaa koorso"),
        ("ti", "ኣበይ ክመሃር እኽእል"),
        ("pt", "onde posso aprender a língua"),
        ("ro", "unde pot găsi un curs de limbă"),
        ("it", "dove posso trovare un corso"),
    ],
)
def test_a_sentence_is_recognised(identifier, language, text):
    assert identifier.identify(text).language == language


@pytest.mark.parametrize(
    ("language", "text"), [("en", "hello"), ("fr", "bonjour"), ("ar", "مرحبا"), ("ti", "ሰላም")]
)
def test_a_greeting_of_one_language_is_recognised(identifier, language, text):
    assert identifier.identify(text).language == language


@pytest.mark.parametrize(
    "text", ["ok", "VDAB", "12345", "", "   ", "👍", "/affirm", "Ahmed", "\u202e\x00", "<>"]
)
def test_what_says_nothing_about_language_flips_nothing(identifier, text):
    assert identifier.identify(text).language is None


@pytest.mark.parametrize(
    "text", ["ahmed@example.org", "0478 12 34 56 ahmed@example.org", "https://www.vdab.be/leren"]
)
def test_an_address_flips_nothing(identifier, text):
    """Whoever left an e-mail address in an Arabic talk was answered in English from then on."""
    assert identifier.identify(text).language is None


def test_words_around_an_address_tell_the_language(identifier):
    assert identifier.identify("Mijn adres is ahmed@example.org, bel mij").language == "nl"


def test_a_very_long_text_is_recognised(identifier):
    assert identifier.identify("je cherche un travail et un cours. " * 500).language == "fr"
