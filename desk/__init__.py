"""The desk: where counsellors see who waits, and answer."""
