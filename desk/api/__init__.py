"""The desk's API for the bot's side: docs/wire.md part 3."""
