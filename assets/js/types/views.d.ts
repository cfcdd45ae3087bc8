// What the server tells as data. `make types` writes this file from the TypedDicts of Python; change those.

/** What the server tells the scripts once, with the page. */
export interface PageData {
  site: SiteFacts;
  files: Files;
  /** addresses of what else can colour the points, by name: float64, NaN where there is none */
  values: Record<string, string>;
  dataset: DatasetFacts;
  /** in the order in which they are offered */
  maps: MapDescription[];
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
  /** of those that belong to all data sets */
  root: string;
  /** of the page, which it tells with all that it asks */
  version: string;
}

/** What the browser needs to fetch and read the files. */
export interface Files {
  /** images */
  count: number;
  /** address of the columns, the float32 ones first */
  points: string;
  /** names of the float32 columns in their order */
  floats: string[];
  /** names of the columns of int16 behind them, -1 where there is none */
  classes: string[];
  /** address of one feature; UNIT stands for its number */
  units: string;
  features: FeatureFile;
  /** addresses */
  sheets: string[];
  /** images in a row of a sheet */
  across: number;
  /** images on a sheet */
  perSheet: number;
}

/** Where all features of all digits are, a byte each. */
export interface FeatureFile {
  address: string;
  /** features of an image */
  units: number;
  /** activation of level 0 */
  zero: number;
  /** activation of one level more */
  step: number;
}

/** What images there are; all names are text and never markup. */
export interface DatasetFacts {
  /** in addresses */
  name: string;
  title: string;
  /** what one image shows, as "digit" */
  item: string;
  /** ... and several */
  items: string;
  /** what is said of something that is unlike them, and has no label */
  stranger: string;
  /** names by index */
  classes: string[];
  /** of the classes */
  colours: string[];
  /** of an image, pixels */
  height: number;
  width: number;
  /** 1 grey, 3 red, green, blue */
  channels: number;
  /** whether one can draw */
  pad: boolean;
  /** whether any image has a label */
  labelled: boolean;
  /** features */
  units: number;
  /** whether any feature is negative */
  signed: boolean;
}

/** A map; in patterns {} stands for the number of a coordinate. */
export interface MapDescription {
  /** in addresses */
  name: string;
  /** for people */
  title: string;
  /** what its axes are measured in */
  unit: string;
  /** pattern: the name of a coordinate */
  column: string;
  /** pattern: what it is called */
  axis: string;
  /** the words on its axes: one a coordinate, or a pattern for all */
  titles: string[];
  /** number of the first coordinate */
  first: number;
  /** of coordinates */
  count: number;
  /** numbers of the coordinates that span it unless others are chosen */
  usual: [number, number];
  /** whether each coordinate is a weighted sum of the features */
  exact: boolean;
  /** whether its coordinates are the features themselves */
  raw: boolean;
  /** ids of the controls by which its axes are chosen, if they can be */
  menus: string[];
}

/** One URL parameter: its default and what it may be. */
export interface Parameter {
  default: string;
  allowed: string[];
}

/** What the browser needs to know of the map beside the points. */
export interface MapFacts {
  /** in the order in which they are offered */
  colourings: Colouring[];
  /** columns of somebody's table of which there are too many values to colour or filter by */
  texts: string[];
  /** by kind, the colours of values in even steps from the least to the greatest */
  shades: Record<string, string[]>;
  /** the colour of images without a value */
  nothing: string;
  /** the two features that separate the classes best */
  bestAxes: [number, number];
  /** how well they do, 0 to 1 */
  separation: number;
  /** how well each projection keeps neighbours, in words */
  quality: Record<string, string>;
}

/** A way to colour the points; its words are text and never markup. */
export interface Colouring {
  /** in addresses */
  name: string;
  /** for people */
  title: string;
  /** "categorical", "continuous" or "signed", which is continuous on both sides of 0 */
  kind: string;
  /** whose values it shows, by a name that the browser knows; MAP in it is the map in view */
  column: string;
  /** id of the control that chooses the number for {} in the column's name, if there is one */
  menu: string;
  /** what its groups are in links that hide some; colourings that have it in common hide alike */
  hides: string;
  /** categorical: what the values 0, 1, ... are called; of classes none, the browser has them */
  groups: string[];
  /** likewise */
  colours: string[];
  /** categorical: a value is of the first group whose step it reaches; none if it is its number */
  steps: number[];
  /** groups that are few and matter */
  larger: number[];
  /** what images without a value are called */
  rest: string;
  /** categorical: whether there are none without */
  whole: boolean;
  /** continuous: "number" or "time", seconds since 1970 of which the date is shown */
  written: string;
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
  /** elements on top whose views are asked while the panels are being made */
  ahead: string[];
}

/** What the browser gets to know about the drawing, and sends back when panels ask for it. */
export interface Landing {
  /** "drawn:<n>" */
  shows: string;
  /** what people call it: "drawing", or "picture" if it began as one that they brought */
  kind: string;
  /** the image of the data set that it is made of, if it was edited */
  origin: number | null;
  /** what the network got, see ``encode_image`` */
  image: string;
  predicted: number;
  /** the name of that class */
  reading: string;
  confidence: number;
  /** activations, three decimals */
  features: number[];
  /** by column, but for features */
  coordinates: Record<string, number>;
  /** indices of the nearest images */
  neighbours: number[];
  /** why it may be none of the kind, if so */
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
  /** the name of that class */
  labelled: string;
  predicted: number;
  /** the name of that class */
  reading: string;
  confidence: string;
  /** why it may be none of the kind, if so */
  warning: string;
  /** of all classes, or of the most probable ones and its own */
  probabilities: ClassShare[];
  /** nearest first */
  neighbours: Neighbour[];
  agreement: string;
  /** in the order of the table's columns */
  own: OwnValue[];
  /** by map, on its usual axes; none for a drawing */
  beside: Record<string, Beside>;
}

/** One of the classes. */
export interface ClassShare {
  index: number;
  name: string;
  /** its probability, 0 to 1 */
  share: number;
  percent: string;
}

/** An image near to the one shown. */
export interface Neighbour {
  index: number;
  /** its class, if the data set has one for it */
  label: number | null;
  /** see ``encode_image`` */
  image: string;
  description: string;
}

/** What somebody's table says of the image; both are text and never markup. */
export interface OwnValue {
  /** of the column */
  name: string;
  /** empty if it is missing */
  value: string;
}

/** What a map keeps of an image's nearest; ``model.maps.local_trust`` defines the counts. */
export interface Beside {
  /** how many are nearest */
  near: number;
  kept: number;
  torn: number;
  strangers: number;
}

/** A bar and a line for each unit, in the order of the units. */
export interface ActivationsView {
  shows: string;
  /** (d,), activations of the image */
  values: number[];
  /** (d,), mean activations of the class that the network reads */
  means: number[];
  /** what images of that class are called */
  reading: string;
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
  /** activations (d,), per cent of the greatest magnitude */
  units: number[];
  classes: ClassBar[];
}

/** One stage, and what the image is there. */
export interface StageView {
  /** "picture", "layer", "units" or "classes" */
  kind: string;
  /** which of the recorded layers */
  layer: number | null;
  name: string;
  shape: string;
  found: string;
  /** data URI of a layer's map with the greatest activation */
  picture: string;
  /** what happens before it */
  operation: PathWord[];
}

/** A word of what happens before a stage. */
export interface PathWord {
  text: string;
  /** of the glossary, if that explains it */
  term: string;
  /** whether it is said only where there is room */
  wide: boolean;
}

/** One class of those that are drawn. */
export interface ClassBar {
  index: number;
  percent: number;
}

/** What is shown of one recorded layer. */
export interface LayerView {
  name: string;
  /** data URI */
  picture: string;
  /** maps in it */
  shown: number;
  scale: ScaleView;
}

/** Where colours begin and end. */
export interface ScaleView {
  low: string;
  top: string;
  /** whether zero is in the middle */
  signed: boolean;
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
  /** those with the most negative activations, where there are some */
  weakest: StrongDigit[];
  /** of all classes, or of those with the strongest means */
  classes: ClassRow[];
  /** of the activations other than 0, from ``low`` to ``top`` */
  histogram: number[];
  low: number;
  top: number;
  /** for the selected digit */
  activation: number;
  standing: string;
  related: RelatedUnit[];
}

/** An image with one of the greatest activations of a unit, or of the most negative ones. */
export interface StrongDigit {
  index: number;
  /** its class, if the data set has one for it */
  label: number | null;
  /** see ``encode_image`` */
  image: string;
  description: string;
}

/** What a unit has to do with one class. */
export interface ClassRow {
  index: number;
  name: string;
  /** activation */
  mean: number;
  /** weight in its score, where the scores are weighted sums */
  output: number | null;
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
  /** of a network without recorded layers there are none */
  maps: FeatureMaps | null;
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

/** One of the two images. */
export interface Side {
  shows: string;
  /** a drawing has none */
  index: number | null;
  name: string;
  /** see ``encode_image`` */
  image: string;
  label: number | null;
  /** the name of that class */
  labelled: string;
  predicted: number;
  /** the name of that class */
  reading: string;
  confidence: string;
  /** why it may be none of the kind, if so */
  warning: string;
}

/** The channels of the last recorded layer that differ most. */
export interface FeatureMaps {
  layer: string;
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
  probabilities: ClassShare[];
  /** likewise */
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
  /** whether the unit is at 0 for the image, so that nothing comes of scaling it */
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

/** Where an image is on every map. */
export interface MapPlaces {
  /** activations of the units */
  features: number[];
  /** by column, but for features */
  coordinates: Record<string, number>;
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
  /** of the whole layer */
  scale: ScaleView;
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

/** The reliability of the readings, least confident first; groups without an image are left out. */
export interface CalibrationView {
  summary: string;
  readings: Reading[];
}

/** What became of the images that were read with some confidence. */
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

/** Whom the place of the selected image has beside it, and whom those of all images have. */
export interface TrustView {
  shows: string;
  projection: string;
  /** of the map's axes */
  columns: string[];
  /** where it lies on them */
  here: number[];
  sentence: string;
  /** of the sentence's words */
  definition: string;
  /** nearest in feature space first */
  torn: FarNeighbour[];
  /** nearest on the map first */
  strangers: FarNeighbour[];
  /** none on axes for which nobody counted them */
  shares: TrustShare[];
  /** measures of the whole map look better; or why there are no shares */
  why: string;
}

/** An image that is near in one space and far away in the other. */
export interface FarNeighbour {
  index: number;
  words: string;
}

/** How many of the nearest are kept, torn away or strangers. */
export interface TrustShare {
  /** of the glossary */
  term: string;
  name: string;
  /** images with none, one, ... all of them */
  counts: number[];
  /** over all images */
  mean: string;
  /** of the whole map, which asks the same and forgives near misses */
  measure: string;
  /** of the selected image */
  own: number;
  /** how many images have fewer, and more */
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

/** Everything that the panel shows of a group. */
export interface GroupView {
  name: string;
  count: number;
  total: number;
  /** what it is compared with */
  against: string;
  /** how many those are */
  others: number;
  /** sentences */
  summary: string[];
  /** the most frequent first */
  classes: GroupClass[];
  /** image, see ``encode_image`` */
  mean: string;
  /** its standard deviation, likewise */
  spread: string;
  /** how many images the two are of */
  averaged: number;
  units: ApartUnit[];
  /** why there are no units or intervals, if there are none */
  note: string;
  /** whether the group hangs together in feature space */
  together: string;
}

/** A class, with how many of the group are of it. */
export interface GroupClass {
  index: number;
  name: string;
  /** of the group; 0 where there are no labels */
  labelled: number;
  /** as it */
  read: number;
  /** of the group, 0 to 1: by label, or as they are read */
  share: number;
  /** ... of all images */
  usual: number;
}

/** A unit that sets the group apart. */
export interface ApartUnit {
  unit: number;
  /** −1 to 1 */
  effect: number;
  /** of its interval */
  ends: number[] | null;
  /** activation on the group */
  mean: number;
  /** ... on what it is compared with */
  other: number;
}

/** The images nearest to one, and itself if it is of the data set. */
export interface NearestMembers {
  /** ascending */
  members: number[];
}

/** What the server says to a question. */
export interface Answer {
  /** of the question */
  number: number;
  /** None if there is none */
  view: unknown;
  /** why; empty if there is one */
  message: string;
  /** whether that is because the page is of another version */
  outdated: boolean;
}
