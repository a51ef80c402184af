"""What may be done with a case: one module, one verb, one transaction."""
