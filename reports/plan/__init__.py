"""Planning for screen and paper: choices under budgets, shared investments, agreements, and the fund's account."""
