"""Makes photographs as phones and others make them, and reads what became of them, with Pillow and libheif.

usage: photographs.py make FOLDER     (writes the photographs)
       photographs.py large FOLDER    (writes those of more than 5 MB)
       photographs.py look FILE...    (prints a line of JSON for each)
"""

import hashlib
import json
import pathlib
import random
import sys

from PIL import Image, PngImagePlugin
from pillow_heif import register_heif_opener

register_heif_opener()
SECRET = "GPS-SECRET-118.78E"


def picture(width, height, grain=8, mode="RGB", seed=1):
    """A picture with structure of `grain` pixels."""
    size = (max(1, width // grain), max(1, height // grain))
    channels = len(mode)
    values = random.Random(seed).randbytes(size[0] * size[1] * channels)
    return Image.frombytes(mode, size, values).resize((width, height), Image.BICUBIC)


def exif(orientation):
    tags = Image.Exif()
    tags[0x0112] = orientation
    tags[0x010F] = SECRET
    tags[0x927C] = SECRET.encode() * 20
    place = tags.get_ifd(0x8825)
    place.update({1: "N", 2: (32.0, 3.0, 25.5), 3: "E", 4: (118.0, 46.0, 48.0), 0x1D: SECRET})
    return tags.tobytes()


def make(folder):
    small = picture(120, 90)
    xmp = f"<x:xmpmeta>{SECRET}</x:xmpmeta>".encode()
    small.save(folder / "plain.jpg", quality=85)
    small.save(folder / "located.jpg", quality=85, exif=exif(6), comment=SECRET.encode(), xmp=xmp)
    small.save(folder / "progressive.jpg", quality=85, progressive=True, exif=exif(1))
    small.convert("L").save(folder / "grey.jpg", quality=85)
    small.convert("CMYK").save(folder / "ink.jpg", quality=85)
    small.save(folder / "coloured.jpg", quality=85, icc_profile=profile(), exif=exif(3))
    small.save(folder / "two.mpo", format="MPO", save_all=True, append_images=[picture(60, 45, seed=2)])
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", SECRET)
    texts.add_itxt("XML:com.adobe.xmp", xmp.decode())
    texts.add_text("Place", SECRET, zip=True)
    small.save(folder / "located.png", exif=exif(8), pnginfo=texts)
    picture(64, 48, mode="RGBA").save(folder / "clear.png")
    small.save(folder / "located.webp", quality=80, exif=exif(6), xmp=xmp)
    small.save(folder / "lossless.webp", lossless=True, exif=exif(1))
    picture(64, 48, mode="RGBA").save(folder / "clear.webp", quality=80, exif=exif(3))
    others(folder, small)


def others(folder, small):
    """What is not taken in."""
    small.save(folder / "phone.heic")
    small.save(folder / "moving.gif", save_all=True, append_images=[picture(120, 90, seed=2)])
    small.save(folder / "moving.webp", save_all=True, append_images=[picture(120, 90, seed=2)])
    small.save(folder / "raw.tiff")
    small.save(folder / "old.bmp")
    small.save(folder / "page.pdf")


def large(folder):
    """Files of more than 5 MB."""
    picture(8000, 6000, 8).save(folder / "large.jpg", quality=90, exif=exif(6))
    picture(2000, 1500, 1).save(folder / "large.png")
    picture(3600, 2700, 1).save(folder / "large.webp", quality=95, method=0, exif=exif(8))
    # Black with half of it clear: what is clear becomes white.
    mixed = picture(2000, 1500, 1, "RGBA")
    mixed.paste((0, 0, 0, 0), (0, 0, 1000, 1500))
    mixed.save(folder / "large-clear.png")


def profile():
    from PIL import ImageCms

    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def look(file):
    image = Image.open(file)
    image.load()
    tags = image.getexif()
    return {
        "format": image.format,
        "width": image.width,
        "height": image.height,
        "frames": getattr(image, "n_frames", 1),
        "orientation": tags.get(0x0112, 1),
        "tags": len(tags) + sum(len(tags.get_ifd(i)) for i in (0x8769, 0x8825, 0xA005)),
        "info": sorted(k for k in image.info if k in {"comment", "xmp", "Comment", "Place", "XML:com.adobe.xmp"}),
        "profile": len(image.info.get("icc_profile") or b""),
        "pixels": hashlib.sha256(image.convert("RGBA").tobytes()).hexdigest(),
        "corner": image.convert("RGB").getpixel((2, 2)),
        "mean": image.convert("L").resize((1, 1), Image.BOX).getpixel((0, 0)),
    }


if __name__ == "__main__":
    if sys.argv[1] == "make":
        make(pathlib.Path(sys.argv[2]))
    elif sys.argv[1] == "large":
        large(pathlib.Path(sys.argv[2]))
    else:
        for name in sys.argv[2:]:
            print(json.dumps(look(name)))
