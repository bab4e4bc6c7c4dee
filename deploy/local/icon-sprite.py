"""Writes one SVG sprite from the Octicons in a mkdocs-material wheel.

usage: icon-sprite.py WHEEL NAMES.txt > icons.svg
"""

import re
import sys
import zipfile

FOLDER = "material/templates/.icons/octicons/"


def symbol(wheel: zipfile.ZipFile, name: str) -> str:
    source = wheel.read(f"{FOLDER}{name}-16.svg").decode()
    drawing = re.fullmatch(r"<svg[^>]*>(.*)</svg>\s*", source, re.DOTALL).group(1)
    return f'<symbol id="{name}" viewBox="0 0 16 16">{drawing}</symbol>'


def main(wheel_path: str, names_path: str) -> None:
    names = open(names_path, encoding="utf-8").read().split()
    with zipfile.ZipFile(wheel_path) as wheel:
        symbols = "\n".join(symbol(wheel, name) for name in sorted(set(names)))
    print(f'<svg xmlns="http://www.w3.org/2000/svg">\n{symbols}\n</svg>')


main(*sys.argv[1:])
