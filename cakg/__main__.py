"""`python -m cakg` is the command line."""

from cakg.cli import main

if __name__ == "__main__":
    main()
