"""Whatever holds reports, opened: archives of the web, feeds, mail, packed files, tables.

    news.warc.gz  ->  "news.warc.gz > https://echo.example/1", "news.warc.gz > https://..." ...

One module a format. Bytes decide what something is, its name only where they cannot. Nothing is
written to disk, and nothing is fetched.
"""

from reportedly.acquire.containers.limits import FileSettings
from reportedly.acquire.containers.opening import open_bytes, open_stream

__all__ = ["FileSettings", "open_bytes", "open_stream"]
