"""What is shown of a choice under budgets, of a shared investment and of adopted goals."""
