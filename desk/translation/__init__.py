"""Machine translation beside the original, where an operator has chosen a service."""
