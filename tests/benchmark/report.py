"""BENCHMARKS.md: the table, how it was measured, on what; what was tried and remarks written by hand stay."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.benchmark.result import Row, markdown

REPORT = Path(__file__).parents[2] / "BENCHMARKS.md"
BEGIN, END = "<!-- remarks: kept by `make bench` -->", "<!-- end of remarks -->"
TRIED = {  # by data set, the marks around what was tried
    "mnist": ("<!-- tried: kept by `make bench` -->", "<!-- end of what was tried -->"),
    "fashion-mnist": ("<!-- tried on Fashion-MNIST: kept by `make bench` -->", "<!-- end of that of Fashion-MNIST -->"),
}
LOAD = ("<!-- load: kept by `make bench` -->", "<!-- end of load -->")

TEXT = """\
# Benchmarks

What digitscope promises about its speed beside what was measured. `make bench` measures anew and rewrites this file,
but for the remarks.

{table}

## Under load

Many visitors, and such as mean harm; `make bench-load` measures anew and rewrites this part.

{load_begin}
{load}
{load_end}

Visitors are a program that asks what a browser asked: a visit is recorded in Chromium first, with all files of the
page, clicks, a drawing and every tab that asks anything. Each of them keeps six connections, comes within the first
ten seconds, and then does over and over, 2 to 3 s after the last: six clicks on images by chance, a stroke of ten
movements within a second, a tab by chance, two clicks there, back to the first tab. A click is answered when the last
byte is there. Memory counts what processes share once (PSS). Where nothing else is said they visit `make serve`, with
two processes. Costly pictures are the worst that are accepted (PNG of 18 megapixels, progressive and baseline JPEG);
those for which there is no place are answered by a sentence, and count.

{begin}
{remarks}
{end}

## How it is measured

- A real Chromium of 1440 × 900 pixels and a server process of its own, on one machine; medians and 95th percentiles
  over n. A budget for one number is held against the p95.
- *Painted* means: what was waited for has changed, and two animation frames have begun since; for the hover, where it
  matters, that the frame in which it changed is over. Times run from the browser's time stamp of the event (for a
  click the release of the button) and are taken inside the page.
- Points are usable when a mouse that rests where one will be, known from an earlier visit, gets its digit shown, and
  when a click there, tried again until one counts, has selected it; both from the first moment of the navigation.
- A tab is opened by somebody who has just arrived at another one: a click on it, until all is painted that comes with
  it into view.
- The first visit has an empty cache and lasts until nothing more is fetched.
- A click, with a real mouse on a random point of the map, is over when all panels in view say that they show that
  digit (`data-shows`), Plotly has drawn every plot that changed and every picture that changed is decoded. The page
  opens with the tab See; the same is measured in the tab Why.
- *Click by callback* is the same click on a page whose views of a digit are asked by Dash callbacks, as all others
  are, instead of the stream; it and the page as it is were clicked by turns, and beside it stands how long that took.
- A unit is turned by a key on its slider, until both its receipt and its point on the map are painted anew.
- The pen is a real mouse on the pad; each time everything shows the drawing before it moves on. The first stroke is
  the first request for a drawing that a server gets after its start.
- A lasso of 5,000 points is drawn around the left of the t-SNE map and around its right by turns, each time from the
  tab See; it is over when the tab Group has come and says what is in the group. Of 70,000 points it encircles as many.
- In the colours of distance each hover must have painted all points anew before the mouse moves on. A value of the
  filter is let through beside another one and no longer; the cells of the confusion matrix are what is misread.
- Tables are of all images, from the question to the last byte, without a browser. Opening the tab Errors shows the
  first 60 images that are misread.
- A fresh clone is one of the last commit in an empty folder; the time includes making `.venv`, downloading everything
  anew and starting the page. What is installed is weighed as blocks on the disk. This alone needs the network.
- The page is loaded with an empty cache each time. Hovering and switching count requests; there must be none.
- Costly drawings are the worst that are accepted, sent by eight at once in four rounds; the clicks are what the first
  screen posts to `/view`, without a browser.
- axe-core looks at every state of the page (first screen, each tab, a drawing, each dialog) on a desktop of
  1440 × 900 and a phone of 390 × 844, light and dark, against WCAG 2.2, levels A and AA; its violations are counted by
  element.
- Start, load and the others are warm: the first of each is not counted.
- 70,000 points are the same digits seven times, each a little elsewhere; the ratio is that of medians of one run.

## On what

| | |
|---|---|
{facts}
"""


def write_report(rows: Sequence[Row], facts: Mapping[str, str], path: Path = REPORT) -> None:
    """Write the report, with the remarks that it has and what was tried."""
    words = {"table": markdown(rows), "facts": lines(facts), "begin": BEGIN, "end": END}
    kept = {"remarks": between(path, BEGIN, END), "load": between(path, *LOAD)}
    path.write_text(TEXT.format(**words, **kept, load_begin=LOAD[0], load_end=LOAD[1]))


def write_load(rows: Sequence[Row], facts: Mapping[str, str], path: Path = REPORT) -> None:
    """Write what was measured under load into the report, and leave all else as it is."""
    put_between(path, *LOAD, f"{markdown(rows)}\n\n| | |\n|---|---|\n{lines(facts)}")


def write_truth(rows: Sequence[Row], data: str, path: Path = REPORT) -> None:
    """Write what was tried of the data set ``data`` into the report, and leave all else as it is."""
    put_between(path, *TRIED[data], markdown(rows))


def lines(facts: Mapping[str, str]) -> str:
    """Return facts as lines of a table."""
    return "\n".join(f"| {name} | {value} |" for name, value in facts.items())


def put_between(path: Path, begin: str, end: str, words: str) -> None:
    """Replace what stands between two markers of the report."""
    text = path.read_text()
    path.write_text(f"{text.split(begin)[0]}{begin}\n{words}\n{end}{text.split(end)[1]}")


def between(path: Path, begin: str, end: str) -> str:
    """Return what stands between two markers of the report, if anything does."""
    text = path.read_text() if path.exists() else ""
    found = re.search(f"{re.escape(begin)}\n(.*?)\n?{re.escape(end)}", text, re.DOTALL)
    return found[1] if found else ""
