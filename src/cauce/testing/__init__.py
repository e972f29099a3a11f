"""The sandbox: processes run in memory on a virtual clock."""
