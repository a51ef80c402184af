"""The action server: what the assistant does, one module per flow."""
