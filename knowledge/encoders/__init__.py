"""Sentence encoders: texts in about a hundred languages to unit vectors of one space."""
