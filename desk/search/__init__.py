"""Find a case again by words of its conversation."""
