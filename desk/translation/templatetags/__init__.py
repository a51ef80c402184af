"""Tags of machine translation."""
