"""`python -m cpo_screen`: the command line."""

from cpo_screen.cli import main

if __name__ == "__main__":
    main(prog_name="cpo-screen")
