"""Follow-up: what was seen, held against what was claimed, and the ratio that learns from it."""
