"""USE CASES AND RULES. No Telegram, no HTTP, no SQL."""
