"""The catalogues of the desk's own pages."""
