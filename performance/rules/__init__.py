"""Pure rules of performance management (PermenPANRB 6/2022). No database, dates are passed in."""
