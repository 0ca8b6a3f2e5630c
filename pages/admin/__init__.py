"""Pages of one section of the menu."""
