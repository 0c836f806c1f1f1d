"""Drawn stand-ins for site photos: a grey river bank before, a green one after."""

import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

SIZE = (960, 640)


def site(seed: int, *, after: bool) -> SimpleUploadedFile:
    """One drawn photo; the same seed gives the same bends of the river."""
    dice = random.Random(seed)  # noqa: S311 -- a drawing, not a secret
    image = Image.new("RGB", SIZE, "#6f7f63" if after else "#9a8d74")
    draw = ImageDraw.Draw(image)
    bends = [dice.randint(220, 420) for _ in range(9)]
    bank = [(x * 120, y) for x, y in enumerate(bends)]
    water = "#5f8291" if after else "#7f7a68"
    draw.line(bank, fill=water, width=150, joint="curve")
    for _ in range(260 if after else 60):
        x, y = dice.randint(0, SIZE[0]), dice.choice([dice.randint(0, 170), dice.randint(500, 640)])
        r = dice.randint(4, 12) if after else dice.randint(18, 46)
        draw.ellipse((x - r, y - r, x + r, y + r), fill="#4f6a45" if after else "#c2b491")
    image = image.filter(ImageFilter.GaussianBlur(1.4))
    content = io.BytesIO()
    image.save(content, "JPEG", quality=82)
    name = "整改后.jpg" if after else "整改前.jpg"
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")
