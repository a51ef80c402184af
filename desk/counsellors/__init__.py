"""The people who answer."""
