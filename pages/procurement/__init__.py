"""Procurement: the evaluation model is made, tried and locked, and bids are compared by it."""
