"""Comparing bids: the locked model that a tender is evaluated by, the bids, their checks, and the contract after."""
