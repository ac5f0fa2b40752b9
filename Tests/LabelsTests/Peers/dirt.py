"""Makes pictures of labels dirty and photographs them, as a phone sees them on a wall: printed at 300 dpi, with stains over a
share of the QR code, from several distances, turned a little, and blurred.

usage: dirt.py SEED SHARE WIDTH_MM SYMBOL_TOP SYMBOL_HEIGHT FOLDER FILE...

SYMBOL_TOP and SYMBOL_HEIGHT are parts of the picture's height: where the QR code with its quiet zone is. A stain is a film of
grease or dust: round, brown, 0.4 to 3 mm wide, and what is below it shows through by 30 to 60 %. A phone looks four times:
NAME-0.png to NAME-3.png in FOLDER. The same seed makes the same dirt.
"""

import pathlib
import random
import sys

from PIL import Image, ImageDraw, ImageFilter

seed, share, width, top, height = int(sys.argv[1]), *map(float, sys.argv[2:6])
folder, files = pathlib.Path(sys.argv[6]), map(pathlib.Path, sys.argv[7:])
DOTS = 300 / 25.4  # a mm


def stains(random, size):
    """A picture of stains over the share of its area, to within the last one; white where there is none."""
    picture = Image.new("L", size, 255)
    draw = ImageDraw.Draw(picture)
    while sum(picture.histogram()[:255]) < share * size[0] * size[1]:
        radius = random.uniform(0.2, 1.5) * DOTS
        x, y = random.uniform(0, size[0]), random.uniform(0, size[1])
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=random.randint(60, 140))
    return picture


def dirty(random, label):
    pixels = round(width * DOTS)
    printed = label.convert("L").resize((pixels, round(label.height * pixels / label.width)), Image.Resampling.LANCZOS)
    dirt, opacity = stains(random, (pixels, round(height * printed.height))), random.uniform(0.4, 0.7)
    mask = dirt.point(lambda value: round(255 * opacity) if value < 255 else 0)
    printed.paste(dirt, (0, round(top * printed.height)), mask)
    return printed


def photographed(random, label):
    wall = Image.new("L", (label.width + 80, label.height + 80), 170)
    wall.paste(label, (40, 40))
    scale = random.uniform(0.8, 1.4)
    seen = wall.resize((round(wall.width * scale), round(wall.height * scale)), Image.Resampling.BICUBIC)
    turned = seen.rotate(random.uniform(-6, 6), Image.Resampling.BICUBIC, fillcolor=170)
    return turned.filter(ImageFilter.GaussianBlur(scale * random.uniform(0.5, 1.2)))


for number, file in enumerate(files):
    numbers = random.Random(seed * 100_000 + number)
    label = dirty(numbers, Image.open(file))
    for look in range(4):
        photographed(numbers, label).save(folder / f"{file.stem}-{look}.png")
