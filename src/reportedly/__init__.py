"""Who says what: statements in news reports with speaker, channel, hedge, date and exact words."""

__version__ = "0.1.0"
