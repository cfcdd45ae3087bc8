// What the server tells as data. `make types` writes this file from the TypedDicts of Python; change those.

/** What the server tells the scripts once, with the page. */
export interface PageData {
  site: SiteFacts;
  files: Files;
  /** by the name in the URL */
  address: Record<string, Parameter>;
  map: MapFacts;
  /** of the glossary */
  terms: Record<string, GlossaryEntry>;
  /** by the element that shows it */
  views: Record<string, ViewFacts>;
  /** what is chosen at first, by the control */
  choices: Record<string, string>;
  /** by the name in the URL */
  tabs: Record<string, TabFacts>;
}

/** What the browser needs to know of the site around the page. */
export interface SiteFacts {
  /** of the page's data set, as the URL says it */
  name: string;
  /** of all addresses that belong to it */
  prefix: string;
}

/** What the browser needs to fetch and read the files. */
export interface Files {
  /** digits */
  count: number;
  /** address of the columns, the float32 ones first */
  points: string;
  /** names of the float32 columns in their order */
  floats: string[];
  /** names of the columns of bytes behind them */
  bytes: string[];
  /** address of one feature; UNIT stands for its number */
  units: string;
  features: FeatureFile;
  /** addresses */
  sheets: string[];
}

/** Where all features of all digits are, a byte each. */
export interface FeatureFile {
  address: string;
  /** features of a digit */
  units: number;
  /** activation of one level */
  step: number;
}

/** One URL parameter: its default and what it may be. */
export interface Parameter {
  default: string;
  allowed: string[];
}

/** What the browser needs to know of the map beside the points. */
export interface MapFacts {
  /** of the projections */
  names: Record<string, string>;
  /** colours of the ten classes */
  classes: string[];
  /** colours from least sure to sure */
  doubt: string[];
  /** titles of the principal components */
  axes: string[];
  /** the two features that separate the classes best */
  bestAxes: [number, number];
  /** how well they do, 0 to 1 */
  separation: number;
  /** how well each projection keeps neighbours, in words */
  quality: Record<string, string>;
}

/** A word and its meaning, as the browser shows it. */
export interface GlossaryEntry {
  group: string;
  name: string;
  meaning: string;
}

/** What the browser needs to know of a view. */
export interface ViewFacts {
  /** names of the parts of its question */
  needs: string[];
  /** on which it is asked: "callback", "stream" or "browser" */
  road: string;
}

/** What the browser needs to know of a tab of the bench. */
export interface TabFacts {
  /** its panels, as Dash has components in JSON */
  layout: Record<string, unknown>;
  /** ids of their root elements */
  panels: string[];
}

/** What the browser gets to know about the drawing, and sends back when panels ask for it. */
export interface Landing {
  /** "drawn:<n>" */
  shows: string;
  /** what people call it: "drawing", or "picture" if it began as one that they brought */
  kind: string;
  /** the digit of the data set that it is made of, if it was edited */
  origin: number | null;
  /** what the network got, see ``encode_image`` */
  image: string;
  predicted: number;
  confidence: number;
  /** on the first ten principal components */
  scores: number[];
  /** the 128 activations, three decimals */
  features: number[];
  positions: Record<string, number[]>;
  /** indices of the nearest digits */
  neighbours: number[];
  /** why it may be no digit, if so */
  warning: string;
}

/** Everything that the panel shows. */
export interface DigitView {
  shows: string;
  name: string;
  /** see ``encode_image`` */
  image: string;
  /** nobody knows a drawing's */
  label: number | null;
  predicted: number;
  confidence: string;
  /** why it may be no digit, if so */
  warning: string;
  probabilities: ClassShare[];
  /** nearest first */
  neighbours: Neighbour[];
  agreement: string;
}

/** One of the ten classes. */
export interface ClassShare {
  /** its probability, 0 to 1 */
  share: number;
  percent: string;
}

/** A digit near to the one shown. */
export interface Neighbour {
  index: number;
  label: number;
  /** see ``encode_image`` */
  image: string;
  description: string;
}

/** A bar and a line for each unit, in the order of the units. */
export interface ActivationsView {
  shows: string;
  /** (128,), activations of the digit */
  values: number[];
  /** (128,), mean activations of the class that the network reads */
  means: number[];
  predicted: number;
}

/** Everything that the panel shows. */
export interface FeatureMapsView {
  shows: string;
  path: PathView;
  layers: LayerView[];
}

/** All stages in their order, with what is pictured of them. */
export interface PathView {
  stages: StageView[];
  /** see ``encode_image`` */
  image: string;
  /** data URI of each convolution's map with the greatest activation */
  strongest: Record<string, string>;
  /** activations (128,), per cent of the greatest */
  units: number[];
  /** of the classes (10,), per cent */
  probabilities: number[];
}

/** One stage, and what the digit is there. */
export interface StageView {
  name: string;
  shape: string;
  found: string;
}

/** What is shown of one convolution. */
export interface LayerView {
  name: string;
  /** data URI */
  picture: string;
  /** the greatest activation, where the colours end */
  top: string;
}

/** The table: a column a map, a row a measure. */
export interface QualityView {
  maps: string[];
  measures: Measure[];
}

/** One row of the table. */
export interface Measure {
  name: string;
  /** of the glossary */
  term: string;
  values: string[];
  meaning: string;
}

/** Everything that the panel shows. */
export interface SaliencyView {
  shows: string;
  name: string;
  /** see ``encode_image`` */
  image: string;
  tiles: Tile[];
  caption: string;
}

/** One picture. */
export interface Tile {
  title: string;
  low: string;
  high: string;
  unit: string;
  picture: SignedPicture;
}

/** Signed values of pixels; zero stays zero, and both signs have the same scale. */
export interface SignedPicture {
  /** int8 in base64, row by row */
  values: string;
  /** the value of 127 */
  top: number;
}

/** What follows the selection. */
export interface SurrogateView {
  shows: string;
  places: Record<string, FitPlace>;
}

/** Where one digit is on one map, and where the linear model puts it. */
export interface FitPlace {
  /** for each axis the true and the predicted place in the picture of the fit, 0 to 1 */
  marks: [number, number][];
  caption: string;
}

/** What never changes. */
export interface Weights {
  maps: Record<string, MapWeights>;
  /** standard deviation of each unit's activation */
  spreads: number[];
}

/** The linear model of one map. */
export interface MapWeights {
  name: string;
  /** a pair for each unit: map units per unit of activation */
  weights: number[][];
  /** how good the model is */
  quality: string;
}

/** Everything that the dossier shows. */
export interface DossierView {
  shows: string;
  name: string;
  units: UnitView[];
  /** how two units go together; empty for one */
  together: string;
  /** the strongest of the selected digit */
  active: ActiveUnit[];
}

/** What is shown of one unit. */
export interface UnitView {
  unit: number;
  dead: boolean;
  summary: string;
  strongest: StrongDigit[];
  /** of each class */
  means: number[];
  /** weight in each class's score */
  outputs: number[];
  /** of the activations above 0, from 0 to ``top`` */
  histogram: number[];
  top: number;
  /** for the selected digit */
  activation: number;
  standing: string;
  related: RelatedUnit[];
}

/** A digit on which the unit fires. */
export interface StrongDigit {
  index: number;
  label: number;
  /** see ``encode_image`` */
  image: string;
  description: string;
}

/** Another unit, and how it goes with this one. */
export interface RelatedUnit {
  unit: number;
  r: number;
}

/** A unit and its activation for the selected digit. */
export interface ActiveUnit {
  unit: number;
  activation: number;
}

/** Everything that the panel shows. */
export interface CompareView {
  shows: string;
  pinned: boolean;
  sides: Side[];
  /** data URI of the signed difference of the pictures */
  pixels: string;
  maps: FeatureMaps;
  /** greatest magnitude first */
  units: UnitDifference[];
  /** how many of them are named */
  named: number;
  columns: string[];
  axes: string[];
  positions: [number, number][];
  distances: string;
  receipt: ReceiptRow[];
  sentence: string;
  contributions: Contribution[];
}

/** One of the two digits. */
export interface Side {
  shows: string;
  /** a drawing has none */
  index: number | null;
  name: string;
  /** see ``encode_image`` */
  image: string;
  label: number | null;
  predicted: number;
  confidence: string;
  /** why it may be no digit, if so */
  warning: string;
}

/** The channels of conv2 that differ most. */
export interface FeatureMaps {
  channels: number[];
  /** data URI: a row for A, a row for B */
  picture: string;
  /** data URI */
  differences: string;
}

/** What a unit does for B beyond what it does for A. */
export interface UnitDifference {
  unit: number;
  /** activation for A, for B */
  values: number[];
  difference: number;
}

/** One line of both receipts. */
export interface ReceiptRow {
  label: string;
  unit: number | null;
  /** on the first axis for A and B, on the second for A and B */
  values: string[];
}

/** A part of the way from A to B. */
export interface Contribution {
  label: string;
  unit: number | null;
  /** of the way, 1 is all of it */
  share: number;
  percent: string;
}

/** Everything that the panel shows. */
export interface WhyView {
  shows: string;
  projection: string;
  /** of its axes, as the browser names coordinates */
  columns: string[];
  /** what the axes are measured in */
  unit: string;
  /** where the sums begin, for people; empty where the map is linear */
  baseline: string;
  axes: AxisReceipt[];
  sentence: string;
  /** the strongest first; none where the terms say it */
  holds: HoldingUnit[];
  /** how far the digit would go without all of them, of the map's diagonal */
  holds_together: string;
  here: MapPlaces;
  /** with the units turned */
  there: MapPlaces | null;
  /** its way from the baseline on the map in view; none where the map is linear */
  path: number[][];
  /** none where the network's scores cannot be told from the features */
  probabilities: number[];
  reading: string;
  /** by projection, in words */
  moves: Record<string, string>;
  /** which units, and to how much */
  scaled: string;
}

/** One coordinate: start + amounts of the terms + others + residual = total, exactly, in map units. */
export interface AxisReceipt {
  name: string;
  decimals: number;
  start: number;
  start_label: string;
  /** strongest first */
  terms: Term[];
  /** all other units; what was lost in rounding is in here */
  others: number;
  others_label: string;
  /** None where the terms are exact */
  residual: number | null;
  total: number;
}

/** What one unit adds to a coordinate. */
export interface Term {
  unit: number;
  weight: string;
  /** or how much it differs from the baseline */
  activation: string;
  /** whether the unit does not fire for the digit, so that nothing comes of scaling it */
  silent: boolean;
  /** their product */
  amount: number;
}

/** A unit that holds the digit where it is. */
export interface HoldingUnit {
  unit: number;
  /** where the digit would go without it, map units */
  move: [number, number];
  /** how far that is, of the map's diagonal */
  share: string;
}

/** Where a digit is on every map. */
export interface MapPlaces {
  /** on the first ten principal components */
  scores: number[];
  /** activations of the 128 units */
  features: number[];
  positions: Record<string, number[]>;
}

/** The receipts of both axes in mathematics. */
export interface EquationView {
  /** Markdown with LaTeX, one an axis */
  formulas: string[];
}

/** One feature map with the kernel that makes it. */
export interface EnlargedView {
  layer: string;
  channel: number;
  facts: string;
  /** data URI */
  picture: string;
  values: number[][];
  /** the greatest activation of the layer, where the colours end */
  top: string;
  /** of a layer that is no plain convolution there is none */
  kernel: KernelView | null;
}

/** The weights of a channel. */
export interface KernelView {
  description: string;
  /** data URI */
  picture: string;
  /** the greatest magnitude of a weight */
  reach: string;
  /** the weights of a kernel for one input */
  table: string[][];
}

/** Predicted against true positions. */
export interface FitsView {
  /** data URI for each axis */
  pictures: string[];
}

/** What the browser needs to draw the matrix. */
export interface Matrix {
  /** (d, d) float32 in base64, row by row */
  correlation: string;
  /** units in clustered order */
  clustered: number[];
  /** units without a correlation */
  silent: number[];
  /** what those units do */
  why: string;
  /** strongest pairs, the strongest first */
  positive: [number, number][];
  negative: [number, number][];
  /** of −1 and of 1 */
  colours: [string, string];
}

/** The reliability of the readings, least confident first; groups without a digit are left out. */
export interface CalibrationView {
  summary: string;
  readings: Reading[];
}

/** What became of the digits that were read with some confidence. */
export interface Reading {
  /** the confidence */
  name: string;
  count: string;
  /** their mean confidence, 0 to 1 */
  said: number;
  /** the share that was read right, 0 to 1 */
  right: number;
  /** 95 %, of that share */
  interval: [number, number];
  words: string;
}

/** What of a place comes again. */
export interface RunsView {
  shows: string;
  projection: string;
  /** the short of it */
  sentence: string;
  /** none where nothing is left to chance */
  facts: RunsFact[];
  /** on the map and in the other runs, map units */
  places: number[][];
}

/** One thing that the sentence leaves out. */
export interface RunsFact {
  name: string;
  words: string;
}

/** What was found on a picture. */
export interface FoundDigits {
  /** the largest first */
  digits: FoundDigit[];
  /** the picture, small and grey, as an address of its own */
  preview: string;
  /** what was done, and what is to do */
  words: string;
  /** it hardly looks like writing */
  doubtful: boolean;
}

/** A digit that was found on a picture. */
export interface FoundDigit {
  /** as MNIST has them, see ``encode_image`` */
  image: string;
  /** top, left, bottom, right; shares of the picture's height and width */
  box: number[];
}

/** What the server says to a question. */
export interface Answer {
  /** of the question */
  number: number;
  /** None if there is none */
  view: unknown;
  /** why; empty if there is one */
  message: string;
}
