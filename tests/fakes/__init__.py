"""Stand-ins for outside systems, each speaking the real contract."""
