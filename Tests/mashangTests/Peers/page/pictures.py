"""Files that people send as photographs, each made once in a folder."""

import pathlib
import random

from PIL import Image
from pillow_heif import register_heif_opener

register_heif_opener()
PLACE = "GPS-SECRET-118.78E"


def picture(width, height, seed, grain=16):
    """A picture with structure of `grain` pixels, as a photograph has it."""
    size = (width // grain, height // grain)
    values = random.Random(seed).randbytes(size[0] * size[1] * 3)
    return Image.frombytes("RGB", size, values).resize((width, height), Image.BICUBIC)


def located_exif():
    """What a phone writes about the place."""
    tags = Image.Exif()
    tags[0x010F] = PLACE
    tags.get_ifd(0x8825).update({1: "N", 2: (32.0, 3.0, 25.5), 3: "E", 4: (118.0, 46.0, 48.0), 0x1D: PLACE})
    return tags.tobytes()


class Pictures:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)

    def _file(self, name, write):
        path = self.folder / name
        if not path.exists():
            write(path)
        return str(path)

    def jpeg(self, seed=1):
        """A phone's own, with the place."""
        return self._file(
            f"phone{seed}.jpg", lambda path: picture(4000, 3000, seed).save(path, quality=90, exif=located_exif()))

    def small(self, seed=1):
        """A JPEG that no script makes smaller, with the place."""
        return self._file(
            f"small{seed}.jpg", lambda path: picture(800, 600, seed).save(path, quality=85, exif=located_exif()))

    def png(self, seed=2):
        return self._file(f"screen{seed}.png", lambda path: picture(1080, 1440, seed).save(path))

    def heic(self):
        return self._file("phone.heic", lambda path: picture(800, 600, 3).save(path))

    def program(self):
        """A program that is named as a photograph."""
        return self._file("photo.jpg", lambda path: path.write_bytes(b"\x7fELF\x02\x01\x01" + bytes(5000)))

    def huge(self):
        """A JPEG of 21 MB: it is whole, and longer than what may come in."""
        def write(path):
            picture(4000, 3000, 4).save(path, quality=90)
            with path.open("ab") as file:
                file.write(bytes(21_000_000 - path.stat().st_size))
        return self._file("huge.jpg", write)
