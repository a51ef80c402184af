"""Who answers which cases, and when."""
