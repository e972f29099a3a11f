"""Positions of events: start, catch, throw, boundary, end. What they wait for is a trigger."""
