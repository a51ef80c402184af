"""Cases put aside until a date; they come back by themselves."""
