"""The command line, set-up and process supervision."""
