"""Draw one small picture in a separate process: ``python -I draw_small.py JPEG < picture > small``.

The process has nothing of the site, so that a malicious file that takes over the decoder finds no secrets, and little
memory and time.
"""

import io
import resource
import sys

LONGEST_SIDE = 640
# More than telephones take by themselves; a file that claims more has been refused before.
MOST_PIXELS = 50_000_000
# A photo is unpacked at a fraction of its size; other pictures as a whole, at four bytes of memory a pixel.
MOST_UNPACKED = 16_000_000
SECONDS, MOST_MEMORY = 10, 512 * 1024 * 1024
BOUNDS = {resource.RLIMIT_CPU: SECONDS, resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_FSIZE: 0}


def draw(content, file_format):
    """Decode, turn upright, scale down and write only the pixels; empty where decoding would take too much memory."""
    from PIL import Image, ImageOps  # after the bounds are set

    with Image.open(io.BytesIO(content), formats=[file_format]) as picture:
        pixels = picture.width * picture.height
        at_once = file_format != "JPEG" or picture.info.get("progressive")
        if pixels > (MOST_UNPACKED if at_once else MOST_PIXELS):
            return b""
        picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        small = ImageOps.exif_transpose(picture).convert("RGBA")
    clean = Image.new("RGB", small.size, "white")
    clean.paste(small, mask=small)
    written = io.BytesIO()
    clean.save(written, "WEBP", quality=78)
    return written.getvalue()


def bind():
    """Set this process's resource limits."""
    for kind, most in BOUNDS.items():
        resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    bind()
    sys.stdout.buffer.write(draw(sys.stdin.buffer.read(), sys.argv[1]))
