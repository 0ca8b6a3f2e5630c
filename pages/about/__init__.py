"""The pages that say what the program is to those who use it: how accessible, and what it keeps about them."""
