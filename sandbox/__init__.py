"""A Telegram and a Boomstream of our own: state machines without I/O, and a server for each."""
