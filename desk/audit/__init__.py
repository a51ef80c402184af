"""Who saw and did what; nothing in it is ever changed."""
