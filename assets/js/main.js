/* Everything that the page starts; what is started first is told first. */

import * as biplot from "./charts/biplot.js";
import * as hoverCard from "./charts/hover_card.js";
import * as plotly from "./charts/plotly.js";
import * as popover from "./charts/popover.js";
import * as strip from "./charts/strip.js";
import * as address from "./core/address.js";
import * as bench from "./core/bench.js";
import * as mapsBeside from "./core/beside.js";
import * as dialogs from "./core/dialogs.js";
import * as keptGroups from "./core/kept_groups.js";
import * as mount from "./core/mount.js";
import * as filtering from "./core/filtering.js";
import { add } from "./core/panel.js";
import * as connection from "./core/connection.js";
import * as outage from "./core/outage.js";
import * as pickButtons from "./core/pick.js";
import * as settings from "./core/settings.js";
import * as views from "./core/views.js";
import * as fold from "./drawing/fold.js";
import * as found from "./drawing/found.js";
import * as landing from "./drawing/landing.js";
import * as pad from "./drawing/pad.js";
import * as paint from "./drawing/paint.js";
import * as penKeys from "./drawing/pen_keys.js";
import * as pictures from "./drawing/pictures.js";
import * as pointer from "./drawing/pointer.js";
import * as drawingTools from "./drawing/tools.js";
import * as besideMenu from "./map/beside_menu.js";
import * as brush from "./map/brush.js";
import * as canvasPoints from "./map/canvas_points.js";
import * as filterBox from "./map/filter_box.js";
import * as finger from "./map/finger.js";
import * as fullScreen from "./map/full_screen.js";
import * as gestures from "./map/gestures.js";
import * as imagePoints from "./map/image_points.js";
import * as keyboard from "./map/keyboard.js";
import * as lasso from "./map/lasso.js";
import * as legend from "./map/legend.js";
import * as lens from "./map/lens.js";
import * as miniatures from "./map/miniatures.js";
import * as pointing from "./map/pointing.js";
import * as sideHands from "./map/side_hands.js";
import * as sideMaps from "./map/side_maps.js";
import * as sketch from "./map/sketch.js";
import * as stage from "./map/stage.js";
import * as takePicture from "./map/take_picture.js";
import * as unseen from "./map/unseen.js";
import * as zoom from "./map/zoom.js";
import * as dataSets from "./page/data_sets.js";
import * as glossary from "./page/glossary.js";
import * as hints from "./page/hints.js";
import * as share from "./page/share.js";
import * as takeTable from "./page/take_table.js";
import * as theme from "./page/theme.js";
import { panel as activations } from "./panels/activations.js";
import * as beside from "./panels/beside.js";
import { panel as calibration } from "./panels/calibration.js";
import { panel as compare } from "./panels/compare.js";
import { panel as correlation } from "./panels/correlation.js";
import { panel as data } from "./panels/data.js";
import { panel as digit } from "./panels/digit.js";
import { panel as errors } from "./panels/errors.js";
import { panel as featureMaps } from "./panels/feature_maps.js";
import { panel as group } from "./panels/group.js";
import * as networkPath from "./panels/network_path.js";
import { panel as pca } from "./panels/pca.js";
import * as pin from "./panels/pin.js";
import { panel as quality } from "./panels/quality.js";
import { panel as runs } from "./panels/runs.js";
import { panel as saliency } from "./panels/saliency.js";
import { panel as surrogate } from "./panels/surrogate.js";
import { panel as trust } from "./panels/trust.js";
import { panel as unit } from "./panels/unit.js";
import { panel as why } from "./panels/why.js";
import * as whyMap from "./panels/why_map.js";

const panels = [
  digit,
  featureMaps,
  activations,
  runs,
  why,
  pca,
  surrogate,
  saliency,
  compare,
  data,
  correlation,
  quality,
  trust,
  calibration,
  unit,
  errors,
  group,
];
const parts = [
  outage,
  theme,
  hoverCard,
  popover,
  dialogs,
  pickButtons,
  share,
  takeTable,
  takePicture,
  dataSets,
  glossary,
  hints,
  networkPath,
  beside,
  pin,
  whyMap,
  biplot,
  strip,
  pad,
  landing,
  fold,
  paint,
  penKeys,
  pointer,
  drawingTools,
  found,
  pictures,
  stage,
  canvasPoints,
  imagePoints,
  legend,
  unseen,
  zoom,
  lasso,
  lens,
  brush,
  filterBox,
  gestures,
  finger,
  fullScreen,
  miniatures,
  besideMenu,
  sideMaps,
  sideHands,
  keyboard,
];

for (const part of [
  plotly,
  connection,
  settings,
  mapsBeside,
  filtering,
  keptGroups,
  address,
  pointing,
  sketch,
  bench,
  views,
])
  part.start();
panels.forEach(add);
for (const part of [...parts, mount]) part.start();
