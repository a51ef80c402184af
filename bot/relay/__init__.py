"""The relay: brings what newcomers say to the desk. The tracker store is its outbox."""
