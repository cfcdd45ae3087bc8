from __future__ import annotations

from typing import Any

import pytest

from tests.e2e.journey import Journey

MARKERS: dict[str, Any] = {"mode": "markers"}
LINES: dict[str, Any] = {"mode": "lines"}

# Whatever scattergl draws has a program of its own for the graphics card: here is each.
WAYS: dict[str, list[dict[str, Any]]] = {
    "one cloud": [MARKERS],
    "several clouds": [{**MARKERS, "marker": {"size": size, "opacity": 0.7}} for size in (3, 5, 9)],
    "sizes and colours point by point": [
        {**MARKERS, "marker": {"size": [4, 8, 12], "color": ["red", "green", "blue"], "opacity": [1, 0.5, 0.2]}}
    ],
    "shades of a value": [{**MARKERS, "marker": {"color": [1, 2, 3], "colorscale": "Viridis", "showscale": True}}],
    "symbols and edges": [{**MARKERS, "marker": {"symbol": ["star", "x", "square"], "line": {"width": 2}}}],
    "some selected": [{**MARKERS, "selectedpoints": [1], "unselected": {"marker": {"opacity": 0.1}}}],
    "nothing": [{**MARKERS, "x": [], "y": []}],
    "lines": [LINES],
    "broken and dashed lines": [{**LINES, "y": [1, None, 3], "line": {"dash": "dot"}}, {**LINES, "fill": "tozeroy"}],
    "words": [{"mode": "markers+text", "text": ["a", "b", "c"]}],
    "errors": [{**MARKERS, "error_y": {"type": "constant", "value": 1}}],
}
# The browser lets whoever tests it make functions of texts, until it turns to the next task.
DRAW = """async (traces) => {
  await new Promise((resolve) => setTimeout(resolve));
  const element = document.getElementById("tried") ?? document.body.appendChild(document.createElement("div"));
  element.id = "tried"; // one for all, since a browser keeps sixteen WebGL canvases
  const typed = { x: Float32Array.of(1, 2, 3), y: Float32Array.of(1, 3, 2) };
  const drawn = traces.map((trace) => ({ type: "scattergl", ...typed, ...trace }));
  await Plotly.react(element, drawn, { width: 300, height: 300 });
  await Plotly.restyle(element, { "marker.size": 20, "line.width": 4 });
  await Plotly.restyle(element, { visible: "legendonly" }, [0]);
  await Plotly.restyle(element, { visible: true }, [0]);
  await Plotly.relayout(element, { "xaxis.range": [0, 4] });
  const { width, height } = element.querySelector(".gl-canvas-context");
  const copy = Object.assign(document.createElement("canvas"), { width, height }).getContext("2d");
  for (const canvas of element.querySelectorAll("canvas")) copy.drawImage(canvas, 0, 0);
  const pixels = copy.getImageData(0, 0, width, height).data;
  return pixels.filter((value, k) => k % 4 === 3 && value).length;
}"""

TRY = """async () => {
  await new Promise((resolve) => setTimeout(resolve));
  try { return new Function("return 1")(); } catch (error) { return error.name; }
}"""
READING = "Multiple readback operations"  # of words, advises the browser


@pytest.fixture(scope="module")
def page_of_a_visitor(browser: Any, address: str) -> Any:
    """A page where Plotly has drawn its map."""
    context = browser.new_context()
    journey = Journey(context.new_page(), address)
    journey.open()
    journey.settle()
    yield journey
    context.close()


@pytest.mark.parametrize("way", WAYS)
def test_plotly_draws_without_making_functions_of_texts(page_of_a_visitor: Journey, way: str) -> None:
    painted = page_of_a_visitor.page.evaluate(DRAW, WAYS[way])
    assert (painted > 0) == (way != "nothing")
    assert [trouble for trouble in page_of_a_visitor.troubles() if READING not in trouble] == []


def test_the_page_runs_no_text_as_a_program(page_of_a_visitor: Journey) -> None:
    assert page_of_a_visitor.page.evaluate(TRY) == "EvalError"
    page_of_a_visitor.console.clear()  # where the browser says what was forbidden
