"""The health-economic forecast as it is read."""
