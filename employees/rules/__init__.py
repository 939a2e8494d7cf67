"""Pure rules about people: identity numbers, names, retirement. No database, dates are passed in."""
