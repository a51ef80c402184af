"""Questions that the assistant could not answer, and what becomes of them."""
