#!/bin/sh
# PDF to PWG raster: quire-render beside CUPS' own chain (pdftopdf | gstoraster), row by row in the same minutes.
#
#   render-table.sh [-n RUNS] [-r QUIRE_RENDER] [-w WORKERS] SAMPLES [DOCUMENT.pdf]…
#
# SAMPLES is a folder of make-samples; more documents may be added. Every row is run RUNS times (3), ours and theirs in
# turn, and the quickest of each is shown: milliseconds of CPU and of the clock a page, and the most memory that any of
# the processes had (of less than 45 that is this script's own, from before it becomes the program). Page cache warm,
# output to a pipe that is read and thrown away.
exec python3 - "$0" "$@" <<'PYTHON'
import fcntl, json, os, subprocess, sys, tempfile, time
from pathlib import Path

arguments = sys.argv[2:]
here = Path(sys.argv[1]).resolve().parent
options = {"-n": "3", "-r": str(here / "../../.build/release/quire-render"), "-w": "1"}
while arguments and arguments[0] in options:
    options[arguments[0]] = arguments[1]
    arguments = arguments[2:]
if not arguments:
    sys.exit("usage: render-table.sh [-n RUNS] [-r QUIRE_RENDER] [-w WORKERS] SAMPLES [DOCUMENT.pdf]…")
filters = Path("/usr/lib/cups/filter")
documents = [Path(arguments[0]) / name for name in ("text20.pdf", "images4.pdf", "vector3.pdf")]
documents += [Path(name) for name in arguments[1:]]

PPD = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "PWG.PPD"
*Product: "(PWG)"
*Manufacturer: "Generic"
*ModelName: "PWG raster"
*ShortNickName: "PWG raster"
*NickName: "PWG raster"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: True
*DefaultColorSpace: RGB
*FileSystem: False
*cupsVersion: 2.4
*cupsFilter2: "image/pwg-raster image/pwg-raster 0 -"
*OpenUI *PageSize/Page Size: PickOne
*OrderDependency: 10 AnySetup *PageSize
*DefaultPageSize: A4
*PageSize A4/A4: "<</PageSize[595.276 841.89]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion/Page Size: PickOne
*OrderDependency: 10 AnySetup *PageRegion
*DefaultPageRegion: A4
*PageRegion A4/A4: "<</PageSize[595.276 841.89]/ImagingBBox null>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: A4
*ImageableArea A4/A4: "0 0 595.276 841.89"
*DefaultPaperDimension: A4
*PaperDimension A4/A4: "595.276 841.89"
*OpenUI *Resolution/Resolution: PickOne
*OrderDependency: 20 AnySetup *Resolution
*DefaultResolution: 300dpi
*Resolution 300dpi/300: "<</HWResolution[300 300]>>setpagedevice"
*Resolution 600dpi/600: "<</HWResolution[600 600]>>setpagedevice"
*CloseUI: *Resolution
*OpenUI *ColorModel/Color: PickOne
*OrderDependency: 20 AnySetup *ColorModel
*DefaultColorModel: Gray
*ColorModel Gray/Gray: "<</cupsColorSpace 18/cupsColorOrder 0/cupsBitsPerColor 8/cupsCompression 0>>setpagedevice"
*ColorModel RGB/RGB: "<</cupsColorSpace 19/cupsColorOrder 0/cupsBitsPerColor 8/cupsCompression 0>>setpagedevice"
*CloseUI: *ColorModel
"""


def measured(start):
    """Of what `start` starts, given a pipe for its output: CPU and clock in ms, first byte in ms, most MB."""
    read, write = os.pipe()
    began = time.monotonic()
    processes = start(write)
    os.close(write)
    first = None
    while data := os.read(read, 1 << 20):
        first = first or time.monotonic() - began
    os.close(read)
    cpu = memory = 0
    for process in processes:
        _, status, usage = os.wait4(process, 0)
        if status:
            sys.exit(f"a program failed with {status}")
        cpu += usage.ru_utime + usage.ru_stime
        memory = max(memory, usage.ru_maxrss)
    return [cpu * 1e3, (time.monotonic() - began) * 1e3, (first or 0) * 1e3, memory / 1024]


def spawned(path, arguments, descriptors, environment):
    process = os.fork()
    if process:
        return process
    moved = {number: fcntl.fcntl(source, fcntl.F_DUPFD, 100) for number, source in descriptors.items()}
    for number, source in moved.items():
        os.dup2(source, number)
    os.closerange(5, 300)
    try:
        os.execve(path, arguments, environment)
    finally:
        os._exit(127)


def ours(document, dots, color):
    order = dict(format="image/pwg-raster", resolutionX=dots, resolutionY=dots,
                 colorSpace="srgb_8" if color else "sgray_8", sides="one-sided", sheetBack="normal", quality=4,
                 mediaType="", mediaSource="", pageCopies=1, headerCopies=1, pageRanges=[],
                 workers=int(options["-w"]), antialias=True)

    def start(output):
        instructions = tempfile.TemporaryFile()
        instructions.write(json.dumps(order).encode())
        instructions.seek(0)
        with open(document) as file, open(os.devnull, "w") as nothing:
            return [spawned(options["-r"], ["quire-render"],
                            {0: file.fileno(), 1: output, 3: nothing.fileno(), 4: instructions.fileno()},
                            {"TMPDIR": "/tmp"})]
    return measured(start)


def theirs(document, dots, color, ppd):
    environment = {"PPD": ppd, "FINAL_CONTENT_TYPE": "image/pwg-raster", "CONTENT_TYPE": "application/pdf",
                   "PRINTER": "t", "TMPDIR": "/tmp", "CUPS_SERVERBIN": "/usr/lib/cups", "LANG": "C",
                   "PATH": "/usr/bin:/bin"}
    words = ["1", "u", "t", "1", f"PageSize=A4 Resolution={dots}dpi ColorModel={'RGB' if color else 'Gray'}"]

    def start(output):
        with open(document) as file, open(os.devnull, "r+") as nothing:
            read, write = os.pipe()
            none = nothing.fileno()
            first = spawned(filters / "pdftopdf", ["pdftopdf"] + words, {0: file.fileno(), 1: write, 2: none}, environment)
            os.close(write)
            second = spawned(filters / "gstoraster", ["gstoraster"] + words, {0: read, 1: output, 2: none}, environment)
            os.close(read)
            return [first, second]
    return measured(start)


def pages(document):
    return int(subprocess.run(["qpdf", "--show-npages", document], check=True, capture_output=True).stdout)


with tempfile.NamedTemporaryFile("w", suffix=".ppd") as ppd:
    ppd.write(PPD)
    ppd.flush()
    print("| document | | CPU ms/page: CUPS | ours | × | clock ms/page: CUPS | ours | × | first byte ms: CUPS | ours"
          " | MB: CUPS | ours |")
    print("|---|---|---|---|---|---|---|---|---|---|---|---|")
    for document in documents:
        count = pages(document)
        for dots, color in ((300, False), (600, False), (300, True), (600, True)):
            best = {}
            for _ in range(int(options["-n"])):
                for name, row in (("ours", ours(document, dots, color)),
                                  ("theirs", theirs(document, dots, color, ppd.name))):
                    known = best.get(name, row)
                    best[name] = [min(a, b) for a, b in zip(known[:3], row[:3])] + [max(known[3], row[3])]
            us, them = best["ours"], best["theirs"]
            print(f"| {document.stem} | {dots} {'colour' if color else 'grey'} "
                  f"| {them[0] / count:.0f} | {us[0] / count:.0f} | {them[0] / us[0]:.1f} "
                  f"| {them[1] / count:.0f} | {us[1] / count:.0f} | {them[1] / us[1]:.1f} "
                  f"| {them[2]:.0f} | {us[2]:.0f} | {them[3]:.0f} | {us[3]:.0f} |", flush=True)
PYTHON
