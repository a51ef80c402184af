"""Tables of the unanswered questions."""
