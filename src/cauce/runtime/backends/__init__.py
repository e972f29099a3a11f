"""Django's databases, with fewer trips and calls for each transaction of the hot path."""
