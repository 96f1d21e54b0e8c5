"""What each button means: one module for each feature."""
