"""Completing tasks durably: our runtime, bare writes of its schema, and a peer, by turns."""
