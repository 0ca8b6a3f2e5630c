"""What a health-economic forecast claims: a comparison of interventions, its checks, its open document."""
