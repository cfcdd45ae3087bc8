/** What the scripts find in the page that is not theirs: Dash, Plotly and its plots, as far as they use them. */

export interface DashClientside {
  set_props(id: string, props: object): void;
}

export type Range = [number, number];

/** An axis as Plotly has drawn it. */
export interface Axis {
  range: Range;
  _offset: number;
  _length: number;
}

/** An axis that can be told to go by another range before Plotly draws it. */
export interface DrawnAxis extends Axis {
  setScale(): void;
}

export interface Annotation {
  name?: string;
  visible?: boolean;
}

/** What a figure says of its axes and the room around them. */
export interface Layout {
  xaxis: { range: Range };
  yaxis: { range: Range; scaleanchor?: string | false };
  margin: { l: number; r: number; t: number; b: number };
  uirevision?: string;
  template?: unknown;
  annotations?: Annotation[];
  meta?: { columns: string[] };
}

export interface Figure {
  data: { type?: string }[];
  layout: Layout;
  config: object;
}

/** A point that the pointer is on: trace and place within it. */
export interface PlotPoint {
  curveNumber: number;
  pointNumber: number;
  x?: number;
  y?: number;
}

export interface PlotPointer {
  points: PlotPoint[];
  event: MouseEvent;
}

/** The element in which Plotly has drawn a figure. */
export interface Plot extends HTMLElement {
  data: { visible: boolean | "legendonly" }[];
  layout: Layout;
  _fullLayout: { xaxis: Axis; yaxis: Axis; width: number; height: number };
  _context: object;
  on(event: "plotly_hover" | "plotly_click", listener: (pointer: PlotPointer) => void): void;
  on(event: "plotly_relayout", listener: (change: object) => void): void;
  on(event: string, listener: () => void): void;
  emit(event: "plotly_click", pointer: { points: PlotPoint[]; event: Pick<MouseEvent, "clientX" | "clientY"> }): void;
  emit(event: "plotly_relayouting", change: object): void;
  removeAllListeners(event: string): void;
}

export interface Plotly {
  react(element: HTMLElement, data: object[], layout: object, config: object): Promise<unknown>;
  purge(element: Element): void;
  relayout(plot: Plot, change: object): Promise<unknown>;
  update(plot: Plot, traces: object, layout: object): Promise<unknown>;
}

declare global {
  interface Window {
    dash_clientside: DashClientside;
    Plotly: Plotly;
  }
}
