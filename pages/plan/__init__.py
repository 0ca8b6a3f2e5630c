"""Planning: what to choose under budgets, who shares the cost, and the fund that pays."""
