"""What other tables show of a state: who has what to do, who listens, what failed.

Each projection compares what an instance had open before a step with what it has after.
"""
