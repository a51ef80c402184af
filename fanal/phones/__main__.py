"""``python -m fanal.phones``: the test phones, until stopped."""

from __future__ import annotations

import signal
import sys

from fanal.errors import SetUpError
from fanal.phones.handset import News
from fanal.phones.handsets import handsets
from fanal.phones.server import make_server
from fanal.phones.settings import settings


def main() -> int:
    """Serve; returns the exit status."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    news = News()
    try:
        chosen = settings()
        server = make_server(chosen.url, handsets(chosen, news), news)
    except SetUpError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    print(f"The test phones are at {chosen.url}.")  # noqa: T201
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        return 0
    finally:
        server.server_close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
