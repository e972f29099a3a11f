"""The benchmarks: `python -m bench [NAME…]`."""
