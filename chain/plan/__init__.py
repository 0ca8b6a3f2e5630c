"""What a plan claims: options to choose among under budgets, and the account of a social investment fund."""
