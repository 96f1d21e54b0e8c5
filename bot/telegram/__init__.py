"""Below python-telegram-bot: how its calls reach the Bot API, and how often they may."""
