from __future__ import annotations

from fanal.phones.environment import phone_environment

URL = "http://127.0.0.1:5080"


def test_all_three_channels_talk_to_the_phones():
    made = phone_environment(URL, {})
    assert made["FANAL_TELEGRAM_API_URL"] == f"{URL}/telegram"
    assert made["FANAL_TWILIO_API_URL"] == made["FANAL_TWILIO_CONTENT_URL"] == f"{URL}/whatsapp"
    assert made["FANAL_GRAPH_API_URL"] == f"{URL}/messenger/v21.0"


def test_a_channel_with_an_account_keeps_it():
    made = phone_environment(URL, {"FANAL_TELEGRAM_TOKEN": "1:real"})
    assert not [name for name in made if "TELEGRAM" in name]
    assert "FANAL_TWILIO_AUTH_TOKEN" in made


def test_the_secrets_are_new_at_every_start():
    first, second = phone_environment(URL, {}), phone_environment(URL, {})
    assert first["FANAL_TELEGRAM_SECRET"] != second["FANAL_TELEGRAM_SECRET"]
