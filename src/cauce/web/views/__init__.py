"""The pages' views: each makes one service call, or asks a few selectors."""
