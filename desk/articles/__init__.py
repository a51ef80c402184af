"""The articles as counsellors and editors see them; nothing here can be changed."""
