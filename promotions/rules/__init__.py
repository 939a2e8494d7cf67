"""Pure rules of promotion (kenaikan pangkat). No database, dates are passed in."""
