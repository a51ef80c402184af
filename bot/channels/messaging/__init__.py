"""What Telegram, WhatsApp and Messenger have in common.

A delivery goes webhook → inbox → turn → outbox → platform. Inbox and outbox are tables beside the
tracker store, so that a process may die between any two steps.
"""
