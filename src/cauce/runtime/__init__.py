"""Cases that last: the engine over a database, with its journal, messages, timers and jobs."""
