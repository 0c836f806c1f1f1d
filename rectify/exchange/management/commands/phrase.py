"""`manage.py phrase`: reads short texts from JSON lines, without a database (design §8)."""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from rectify.exchange.phrases.deadline import read_deadline
from rectify.exchange.phrases.outcome import read_outcome
from rectify.exchange.phrases.petition_number import read_petition_number
from rectify.exchange.phrases.units import read_units

USAGE = 2
Reader = Callable[[dict[str, Any]], dict[str, Any]]


class BadLineError(Exception):
    """A line that is no request; its text is the Chinese sentence for the answer."""


class Command(BaseCommand):
    """One answer per line, in the order of the requests; a bad line never stops the run."""

    help = "读取时限、责任单位、处理结果、受理编号等短语：逐行输入 JSON，逐行输出 JSON"
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=sorted(READERS))
        parser.add_argument("--file", type=Path, help="输入文件，不写则读标准输入")

    def handle(self, *args: object, **options: Any) -> None:
        read = READERS[options["kind"]]
        for line in _lines(options["file"]):
            if line.strip():
                self.stdout.write(_encoded(_answer(line, read)))


def _lines(file: Path | None) -> Iterator[bytes]:
    if file is None:
        yield from _each(sys.stdin.buffer)
        return
    try:
        with file.open("rb") as opened:
            yield from _each(opened)
    except OSError as error:
        raise CommandError(
            _("打不开文件 {0}：请检查路径和权限。").format(file), returncode=USAGE
        ) from error


def _each(source: Iterable[bytes]) -> Iterator[bytes]:
    for place, line in enumerate(source):
        yield line.removeprefix(b"\xef\xbb\xbf") if place == 0 else line


def _answer(line: bytes, read: Reader) -> dict[str, Any]:
    echo: dict[str, Any] = {}
    try:
        request = _request(line)
        echo = {"id": request["id"]} if "id" in request else {}
        return {**echo, **read(_checked(request))}
    except BadLineError as error:
        return {**echo, "error": str(error)}


def _request(line: bytes) -> dict[str, Any]:
    try:
        request = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadLineError(_("这一行不是 UTF-8 编码的 JSON。")) from error
    if not isinstance(request, dict):
        raise BadLineError(_("这一行不是 JSON 对象，应写成 {0}。").format('{"text": "…"}'))
    return request


def _checked(request: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(request.get("text"), str):
        raise BadLineError(_("缺少 text，或 text 不是文字。"))
    year = request.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise BadLineError(_("year 应是整数年份，如 2024。"))
    return {"text": request["text"], "year": year, "on": _day(request.get("on"))}


def _day(value: object) -> date | None:
    if value is None:
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise BadLineError(_("on 应是日期，如 2024-06-30。")) from error


def _encoded(answer: dict[str, Any]) -> str:
    """Chinese as it is; a lone surrogate cannot be written and is escaped."""
    text = json.dumps(answer, ensure_ascii=False)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return json.dumps(answer, ensure_ascii=True)
    return text


def _deadline(request: dict[str, Any]) -> dict[str, Any]:
    return read_deadline(request["text"], year=request["year"], on=request["on"]).as_dict()


def _units(request: dict[str, Any]) -> dict[str, Any]:
    return read_units(request["text"]).as_dict()


def _outcome(request: dict[str, Any]) -> dict[str, Any]:
    return read_outcome(request["text"]).as_dict()


def _petition_number(request: dict[str, Any]) -> dict[str, Any]:
    return read_petition_number(request["text"])


READERS: dict[str, Reader] = {
    "deadline": _deadline,
    "units": _units,
    "outcome": _outcome,
    "petition-number": _petition_number,
}
