"""`python -m fullarc COMMAND`."""

import sys

from fullarc.commands import main

if __name__ == "__main__":
    sys.exit(main())
