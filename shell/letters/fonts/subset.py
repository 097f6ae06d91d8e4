#!/usr/bin/env python3
"""Makes the four font files of this folder from Debian's Noto packages.

    apt-get download fonts-noto-core fonts-noto-cjk unicode-data
    for package in *.deb; do dpkg -x "$package" unpacked; done
    pip install fonttools==4.68.0
    python3 subset.py unpacked .

Chinese: the 8,105 characters of the Table of General Standard Chinese Characters (2013),
as the Unihan database marks them (kTGH), and the 6,763 of GB 2312; together 8,230. With
them the punctuation and full-width forms. Latin: the letters of the languages that are
written with it in Europe, America and most of Africa and South-East Asia (Vietnamese
too), money signs, typographic marks.
"""
import bz2
import subprocess
import sys
from pathlib import Path

LATIN = (
    "U+0020-007E,U+00A0-0180,U+0186,U+0189,U+018A,U+018E-0192,U+0197,U+0198,U+019D,U+01A0,U+01A1,"
    "U+01AF,U+01B0,U+01B2-01B4,U+01CD-01DC,U+01E6-01E9,U+01F8,U+01F9,U+0218-021B,U+0253,U+0254,"
    "U+0256,U+0257,U+0259,U+025B,U+0260,U+0268,U+0269,U+0272,U+028B,U+02BB,U+02BC,U+02C6,U+02C7,"
    "U+02D8-02DD,U+0300-0304,U+0306-030C,U+031B,U+0323,U+0324,U+0327,U+0328,U+0331,"
    "U+1E00-1EFF,U+2010-2015,U+2018-201E,U+2020-2022,U+2026,U+202F,U+2030,U+2032,U+2033,U+2039,"
    "U+203A,U+20A0-20BF,U+2116,U+2122,U+2212"
)
CHINESE = (
    "U+00B7,U+00D7,U+2014,U+2018,U+2019,U+201C,U+201D,U+2026,U+2103,U+2160-216B,U+2190-2193,"
    "U+2460-2473,U+25A0,U+25A1,U+25B2,U+25B3,U+25CB,U+25CF,U+2605,U+2606,U+3000-3003,U+3005-3017,"
    "U+30FB,U+3220-3229,U+FE30-FE4F,U+FF01-FF5E,U+FFE0-FFE6"
)


def characters(unpacked: Path) -> str:
    wanted = set()
    table = unpacked / "usr/share/unicode/Unihan_OtherMappings.txt.bz2"
    for line in bz2.open(table, "rt", encoding="utf-8"):
        columns = line.rstrip().split("\t")
        if len(columns) == 3 and columns[1] == "kTGH":
            wanted.add(int(columns[0][2:], 16))
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                wanted.add(ord(bytes([row, cell]).decode("gb2312")))
            except UnicodeDecodeError:
                pass
    return ",".join(f"U+{one:04X}" for one in sorted(wanted))


def subset(source: Path, target: Path, unicodes: str, features: str, *more: str) -> None:
    listed = target.with_suffix(".unicodes")
    listed.write_text(unicodes.replace("U+", ""))
    subprocess.run(
        ["pyftsubset", source, f"--unicodes-file={listed}", f"--layout-features={features}",
         "--no-hinting", "--name-IDs=*", f"--output-file={target}", *more],
        check=True,
    )
    listed.unlink()


def main() -> None:
    unpacked, out = Path(sys.argv[1]), Path(sys.argv[2])
    fonts = unpacked / "usr/share/fonts"
    for weight in ("Regular", "Bold"):
        subset(fonts / f"truetype/noto/NotoSans-{weight}.ttf", out / f"latin-{weight.lower()}.ttf",
               LATIN, "kern,mark,mkmk,ccmp,liga,locl")
        # Face 2 of the collection is the one for simplified Chinese.
        subset(fonts / f"opentype/noto/NotoSansCJK-{weight}.ttc", out / f"chinese-{weight.lower()}.otf",
               CHINESE + "," + characters(unpacked), "", "--font-number=2")


if __name__ == "__main__":
    main()
