"""The health-economic forecast: cohorts moved between states, what that costs and gives, and what to choose."""
