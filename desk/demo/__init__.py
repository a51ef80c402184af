"""A page of a made-up municipality, to try the widget in."""
