"""What the desk knows of a person: their consent, a copy of it all, and its end."""
