"""Figures: how much was asked, answered and handed over; counts, never texts."""
