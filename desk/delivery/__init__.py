"""From the desk to the newcomer's own channel: an outbox, and the courier that empties it."""
