"""Channels: how messages come in from newcomers and the desk, and how answers go out."""
