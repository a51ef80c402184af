"""Graph components: language, meaning and places of a message, and who may speak next."""
