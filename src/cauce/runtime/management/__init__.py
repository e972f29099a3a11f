"""Commands of Django's that the runtime makes its own."""
