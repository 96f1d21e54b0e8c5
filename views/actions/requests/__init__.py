"""What the buttons of requests mean."""
