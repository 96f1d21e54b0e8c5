"""RENDERING: pure and synchronous. Data and a translator go in, a Screen comes out."""
