"""What a health-economic forecast follows from: conversions, cohort, money and health, decision."""
