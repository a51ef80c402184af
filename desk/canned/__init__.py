"""Ready-made replies: the counsellor picks in one language, the newcomer reads another."""
