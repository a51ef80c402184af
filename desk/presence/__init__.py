"""Who looks at a case right now, and who writes."""
