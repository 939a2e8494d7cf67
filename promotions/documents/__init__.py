"""Papers of promotions as Typst templates."""
