# --8<-- [start:draw]
import warnings

import matplotlib.pyplot as plt


def draw():
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        plt.plot([-1, 0, 1])
        plt.title("한글")
        plt.savefig("drawn.png")
        plt.close()
    return sorted({str(one.message) for one in caught})


plt.rcParams["font.family"] = "DejaVu Sans"
for message in draw():
    print("UserWarning:", message)
# --8<-- [end:draw]

# --8<-- [start:misspelt]
import io
import logging

log = io.StringIO()
handler = logging.StreamHandler(log)
logging.getLogger("matplotlib").addHandler(handler)
plt.rcParams["font.family"] = "Malgun Gothik"
missing = draw()
logging.getLogger("matplotlib").removeHandler(handler)
print(log.getvalue().splitlines()[0])
print("characters still missing:", len(missing))
# --8<-- [end:misspelt]

# --8<-- [start:choose]
from matplotlib import font_manager

wanted = [
    "Malgun Gothic",  # Windows
    "Apple SD Gothic Neo",  # macOS
    "AppleGothic",  # older macOS
    "NanumGothic",  # Linux and Colab, once installed
    "Noto Sans CJK KR",  # Linux
    "Noto Sans CJK JP",  # the same file, as older matplotlibs see it
]
installed = {font.name for font in font_manager.fontManager.ttflist}
korean = [name for name in wanted if name in installed]
plt.rcParams["font.family"] = [*korean[:1], "DejaVu Sans"]
plt.rcParams["axes.unicode_minus"] = False
print("Korean font found:", bool(korean))
# --8<-- [end:choose]

# --8<-- [start:own-file]
from pathlib import Path

for path in Path(".").glob("*.[ot]tf"):
    font_manager.fontManager.addfont(path)
    name = font_manager.get_font(path).family_name
    plt.rcParams["font.family"] = [name, "DejaVu Sans"]
# --8<-- [end:own-file]

# --8<-- [start:fixed]
missing = draw()
print("characters missing:", len(missing))
# --8<-- [end:fixed]

# --8<-- [start:has-hangul]
own = font_manager.findfont("DejaVu Sans")
glyph = font_manager.get_font(own).get_char_index(ord("한"))
print("DejaVu Sans knows the character:", glyph != 0)
# --8<-- [end:has-hangul]
