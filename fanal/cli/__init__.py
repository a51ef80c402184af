"""Commands of `fanal`, one module a group."""
