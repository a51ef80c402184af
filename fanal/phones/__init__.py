"""Telegram, Twilio and Messenger played on loopback, to try the channels without accounts."""
