"""Set-up code that runs before anything is installed; standard library only."""
