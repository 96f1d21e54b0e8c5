"""A Telegram and a Boomstream of our own: state machines that the demo and the tests run against."""
