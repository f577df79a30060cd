#!/usr/bin/env bash
# A film of three seconds, of which the middle second stands still, written as GIF by three tools. The delays are read from the bytes.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install -q --disable-pip-version-check pillow==13.0.0 matplotlib==3.11.2 numpy==2.4.6 imageio-ffmpeg==0.8.1

echo 'pillow 13.0.0, matplotlib 3.11.2 (PillowWriter) against FFmpeg 9.0.2 (imageio-ffmpeg 0.8.1)'
echo 'guess: one frame rate throughout; GIF counts hundredths of a second, so perhaps all of it is a little fast'
echo 'seen:  Pillow joins equal frames and cuts each delay to hundredths only after that. What moves runs fast (30 fps at 33.3, 60 fps at 100), what'
echo '       stands still keeps its time: two speeds in one film. A GIF, APNG or WebP of one still picture: one frame, in APNG and WebP without any duration.'
echo

cat > run.py <<'PY'
import io
import subprocess
import sys
import imageio_ffmpeg
import matplotlib
matplotlib.use("agg")
import matplotlib.pyplot as plt
from matplotlib.animation import PillowWriter
from PIL import Image

SIZE = (64, 36)


def pictures(fps):
    """One second of movement, one second of standing still, one second of movement."""
    shift = [*range(fps), *[fps - 1] * fps, *range(fps - 2, -2, -1)]
    frames = []
    for x in shift:
        frame = Image.new("RGB", SIZE, (20, 20, 30))
        frame.paste((250, 200, 30), (x + 1, 10, x + 4, 20))
        frames.append(frame)
    return frames


def delays(data):
    """Hundredths of a second of each frame, from the graphic control blocks of a GIF."""
    at = 13 + (3 << (data[10] & 7) + 1 if data[10] & 128 else 0)
    found = []
    while data[at] != 0x3B:
        if data[at] == 0x21:
            if data[at + 1] == 0xF9:
                found.append(int.from_bytes(data[at + 4:at + 6], "little"))
            at += 2
        else:
            at += 11 + (3 << (data[at + 9] & 7) + 1 if data[at + 9] & 128 else 0)
        while data[at]:
            at += data[at] + 1
        at += 1
    return found


def parts(cs):
    """Seconds of the longest frame (the hold, if frames are joined) and of the film."""
    return max(cs) / 100, sum(cs) / 100


def by_pillow(frames, fps, kind="GIF"):
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=1000 / fps if kind != "WEBP" else round(1000 / fps))
    return file.getvalue()


def by_matplotlib(frames, fps):
    figure = plt.figure(figsize=(0.64, 0.36), dpi=100)
    image = figure.figimage(frames[0])
    writer = PillowWriter(fps=fps)
    with writer.saving(figure, "out.gif", dpi=100):
        for frame in frames:
            image.set_data(frame)
            writer.grab_frame()
    plt.close(figure)
    return open("out.gif", "rb").read()


def by_ffmpeg(frames, fps):
    subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "64x36", "-r", str(fps), "-i", "-",
         "-vf", "split[a][b];[a]palettegen[p];[b][p]paletteuse", "out.gif"],
        input=b"".join(frame.tobytes() for frame in frames), check=True)
    return open("out.gif", "rb").read()


still_true = True
for fps in (24, 30, 60):
    frames = pictures(fps)
    seen = {name: delays(write(frames, fps)) for name, write in (("pillow", by_pillow), ("matplotlib", by_matplotlib), ("ffmpeg", by_ffmpeg))}
    for name, cs in seen.items():
        hold, whole = parts(cs)
        moving = sorted(set(cs) - {max(cs)} or set(cs))
        print(f"{fps} fps  {name:11} {len(cs):3} frames  whole {whole:.2f} s  " + (f"hold {hold:.2f} s  moving {moving} cs a frame" if hold > 0.5 else f"{sorted(set(cs))} cs a frame"))
    for name in ("pillow", "matplotlib"):
        hold, whole = parts(seen[name])
        still_true &= hold > 0.94 and len(seen[name]) < 3 * fps
        still_true &= (whole - hold) < {24: 1.93, 30: 1.83, 60: 1.23}[fps]
    still_true &= abs(parts(seen["ffmpeg"])[1] - 3) < 0.02 and parts(seen["ffmpeg"])[0] < 0.1

print()
stand = [pictures(30)[0]] * 90
for kind in ("GIF", "PNG", "WEBP"):
    image = Image.open(io.BytesIO(by_pillow(stand, 30, kind)))
    image.load()
    count, duration = getattr(image, "n_frames", 1), image.info.get("duration")
    print(f"three seconds of one picture as {kind}: {count} frame, duration {duration}")
    still_true &= count == 1 and (duration == 3000 if kind == "GIF" else not duration)

if not still_true:
    print("CHANGED: holds and moving parts do not have the stated lengths any more")
sys.exit(0 if still_true else 1)
PY
venv/bin/python run.py
