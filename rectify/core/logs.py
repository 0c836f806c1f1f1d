"""Log lines as JSON with the request id; control characters cannot forge a line."""

import json
import logging

from rectify.core.requests import request_id


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, request_id, error."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request_id": request_id.get(),
        }
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)
