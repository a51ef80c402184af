"""The relay: brings what newcomers say, and what became of replies, to the desk."""
