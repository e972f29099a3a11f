"""What a step asks of others: rows of its own transaction, carried out by later ones."""
