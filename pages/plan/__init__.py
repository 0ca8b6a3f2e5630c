"""The health-economic forecast: what is kept, and how it is described."""
