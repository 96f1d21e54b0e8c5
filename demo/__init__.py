"""The bot in a sandbox, to be played with: a chat page in the browser, a tour in the terminal."""
