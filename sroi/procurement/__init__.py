"""Bids on one yardstick: what is promised at locked prices, in exact decimal money where a rank depends on it."""
