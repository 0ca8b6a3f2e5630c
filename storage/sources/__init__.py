"""Figures from outside that ship with the product, each with its source stamped on."""
