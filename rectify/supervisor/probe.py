"""``python -m rectify.supervisor.probe URL``: exit 0 when the page answers 200, for containers.

Speaks as the TLS proxy would, with the first name of RECTIFY_HOSTS: production refuses others.
"""

import os
import sys
import urllib.request


def main(url: str) -> int:
    """0 for a 200 answer within four seconds, else 1 with the reason on standard error."""
    host = os.environ.get("RECTIFY_HOSTS", "127.0.0.1").split(",")[0].strip()
    headers = {"Host": host, "X-Forwarded-Proto": "https"}
    request = urllib.request.Request(url, headers=headers)  # noqa: S310 -- the operator's own URL
    try:
        with urllib.request.urlopen(request, timeout=4) as answer:  # noqa: S310
            return 0 if answer.status == 200 else 1
    except OSError as error:
        sys.stderr.write(f"{url}：{error}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
