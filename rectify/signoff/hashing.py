"""What a signature seals: the SHA-256 of the content as it was shown."""

import hashlib
import json
from typing import Any


def content_hash(content: Any) -> str:
    """SHA-256 (hex) of canonical JSON: keys sorted, text as UTF-8; dates as ISO text."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()
