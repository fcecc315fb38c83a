"""``python -m hosho.cli``: the same as ``hosho``."""

import sys

from hosho.cli import main

sys.exit(main())
