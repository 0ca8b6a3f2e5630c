"""Berätta: the story of a kept result, on a page, for a room, and for those without an account."""
