/* Everything that the page starts; what is started first is told first. */

import * as hoverCard from "./charts/hover_card.js";
import * as address from "./core/address.js";
import * as notices from "./core/notices.js";
import * as pickButtons from "./core/pick.js";
import * as views from "./core/views.js";
import * as visibility from "./core/visibility.js";
import * as landing from "./drawing/landing.js";
import * as pad from "./drawing/pad.js";
import * as pictures from "./drawing/pictures.js";
import * as keyboard from "./map/keyboard.js";
import * as miniatures from "./map/miniatures.js";
import * as sketch from "./map/sketch.js";
import * as stage from "./map/stage.js";
import * as activations from "./panels/activations.js";
import * as biplot from "./panels/biplot.js";
import * as compare from "./panels/compare.js";
import * as correlation from "./panels/correlation.js";
import * as dataImage from "./panels/data_image.js";
import * as digit from "./panels/digit.js";
import * as featureMaps from "./panels/feature_maps.js";
import * as firstScreen from "./panels/first_screen.js";
import * as pin from "./panels/pin.js";
import * as quality from "./panels/quality.js";
import * as saliency from "./panels/saliency.js";
import * as share from "./panels/share.js";
import * as surrogate from "./panels/surrogate.js";
import * as theme from "./panels/theme.js";
import * as unit from "./panels/unit.js";
import * as why from "./panels/why.js";
import * as whyMap from "./panels/why_map.js";

const page = [theme, notices, sketch, hoverCard, pickButtons, share];
const panels = [
  firstScreen,
  digit,
  featureMaps,
  activations,
  pin,
  compare,
  why,
  whyMap,
  unit,
  biplot,
  surrogate,
  saliency,
  dataImage,
  correlation,
  quality,
];

for (const part of [
  ...page,
  ...panels,
  landing,
  stage,
  miniatures,
  keyboard,
  pad,
  pictures,
  address,
  visibility,
  views,
])
  part.start();
