"""TELEGRAM EDGE: one module per feature; each reads the update, calls a service, renders a view, shows it."""
