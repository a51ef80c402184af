"""What the templates of the articles need."""
