"""File names as people send them: what may be kept, and which kind the extension claims."""

import unicodedata

from django.utils.translation import gettext as _

from rectify.core.errors import Invalid
from rectify.core.text import gettext_noop
from rectify.evidence.limits import NAME_LENGTH

KIND_OF = {
    "jpg": "jpg",
    "jpeg": "jpg",
    "png": "png",
    "heic": "heic",
    "heif": "heic",
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "txt": "txt",
}
_BIDI = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c")
_RUNS = """
exe com scr bat cmd ps1 vbs vbe js jse wsf hta jar msi lnk sh py php phtml jsp jspx asp aspx cgi
html htm xhtml shtml svg svgz xml swf dll apk docm dotm xlsm xltm xlsb pptm
"""
_SENTENCES = {
    "doc wps rtf odt": gettext_noop("请用 WPS 或 Word 打开后另存为 .docx，再重新上传。"),
    "xls et ods csv": gettext_noop("请用 WPS 或 Excel 打开后另存为 .xlsx，再重新上传。"),
    "docm dotm xlsm xltm xlsb": gettext_noop(
        "文件可能带有宏。请另存为不带宏的 .docx 或 .xlsx，再重新上传。"
    ),
    "ofd ppt pptx": gettext_noop("请先另存为 PDF，再重新上传。"),
    "gif bmp webp tif tiff raw dng": gettext_noop("请先把图片另存为 .jpg 或 .png，再重新上传。"),
    "zip rar 7z tar gz": gettext_noop("请先解压，再逐个上传其中的文件。"),
    "mp4 mov avi wmv mkv 3gp mp3 wav": gettext_noop("暂不接收音频和视频，请截取画面后上传图片。"),
}


def check(name: str) -> tuple[str, str]:
    """The name to keep (NFC) and the kind its extension claims; raises `Invalid`."""
    kept = unicodedata.normalize("NFC", name).strip()
    if not kept or any(unicodedata.category(c) == "Cc" for c in kept):
        raise Invalid(_("文件名为空或含有不可见的控制字符。请重新命名后再上传。"))
    if _BIDI & set(kept):
        raise Invalid(_("文件名含有改变文字方向的字符，可能掩盖真实的扩展名。请重新命名后再上传。"))
    if "/" in kept or "\\" in kept:
        raise Invalid(_("文件名不能包含路径（/ 或 \\）。请重新命名后再上传。"))
    if len(kept) > NAME_LENGTH:
        raise Invalid(
            _("文件名有 %(n)s 个字，请缩短到 %(most)s 个字以内再上传。")
            % {"n": len(kept), "most": NAME_LENGTH}
        )
    return kept, _kind(kept)


def _kind(name: str) -> str:
    stem, *endings = name.lower().split(".")
    if not endings or (not stem and len(endings) == 1):
        raise Invalid(_("文件没有扩展名，无法判断类型。请补上扩展名（如 .pdf）后再上传。"))
    claimed = endings[-1].strip()
    if claimed not in KIND_OF:
        raise Invalid(
            _("不接收 .%(claimed)s 文件。%(how)s") % {"claimed": claimed[:12], "how": _how(claimed)}
        )
    hidden = [part.strip() for part in endings[:-1] if part.strip() in _RUNS.split()]
    if hidden:
        raise Invalid(
            _(
                "文件名里有两个扩展名（.%(hidden)s.%(claimed)s），可能是伪装的程序。"
                "请确认内容后重新命名再上传。"
            )
            % {"hidden": hidden[0], "claimed": claimed}
        )
    return KIND_OF[claimed]


def _how(extension: str) -> str:
    for words, sentence in _SENTENCES.items():
        if extension in words.split():
            return _(sentence)
    return _("请上传 jpg、png、pdf、docx 或 xlsx 文件。")
