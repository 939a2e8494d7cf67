"""Pure rules of training and mentoring. No database, dates are passed in."""
