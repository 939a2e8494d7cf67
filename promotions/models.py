"""Models of promotions: none yet; the career page reads the records of the other apps."""
