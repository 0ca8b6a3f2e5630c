"""Documents that belong to the organisation as a whole: one row each, and one way to keep them all.

Each kind (`kinds.py`) has a table of its own with the same columns; who may read the organisation reads them, and
changing one asks `Wish.COMPARE`. What a person does with one of a kind stands in that kind's own operations.
"""
