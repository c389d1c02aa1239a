"""The version of the application; stored with every audit event."""

from fullarc import __version__

VERSION = __version__
