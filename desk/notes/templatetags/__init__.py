"""What templates ask about notes."""
