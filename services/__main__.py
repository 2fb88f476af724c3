"""The command line: `python -m services …`, or `rinnalla …` where it is installed."""

from services.cli.main import main

if __name__ == "__main__":
    main()
