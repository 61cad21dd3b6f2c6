"""What a browser's outbox may send, and how much of it."""
