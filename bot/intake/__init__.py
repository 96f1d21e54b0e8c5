"""From Telegram to a handler: nothing lost, everyone's own updates in order."""
