"""Five invented governments to look at; every person and figure is made up ("data contoh")."""
