"""Every id on the page; the public ones are a contract with tests, scripts and bookmarks."""

APP = "app"
URL = "url"
URL_NOTICE = "url-notice"
ERROR_NOTICE = "error-notice"

SELECTION = "selection"  # the one selection, `sample:<index>` or `drawn:<n>`

THEME_SWITCH = "theme-switch"
SHARE_LINK = "share-link"

MAP_PANEL = "map-panel"
MAP_GRAPH = "map-graph"
MAP_PROJECTION = "map-projection"
MAP_COLOUR = "map-colour"
MAP_COMPONENTS = "map-components"
MAP_X = "map-x"
MAP_Y = "map-y"
MAP_UNITS = "map-units"
MAP_UNIT_X = "map-unit-x"
MAP_UNIT_Y = "map-unit-y"
MAP_QUALITY = "map-quality"
MAP_STAGE = "map-stage"
MAP_RING = "map-ring"
MAP_MINIATURES = "map-miniatures"

DIGIT_PANEL = "digit-panel"
DIGIT_BODY = "digit-body"

DRAW_PANEL = "draw-panel"
DRAW_CANVAS = "draw-canvas"
DRAW_UNDO = "draw-undo"
DRAW_CLEAR = "draw-clear"
DRAW_TOOL = "draw-tool"
DRAW_WIDTH = "draw-width"
DRAW_NORMALISED = "draw-normalised"
DRAW_EDIT = "draw-edit"
DRAW_UPLOAD = "draw-upload"
DRAW_UPLOADED = "draw-uploaded"
DRAW_MESSAGE = "draw-message"
LANDING = "drawn-landing"  # what the server said of the drawing that panels show
LANDING_WORDS = "landing"

FEATURE_MAPS_PANEL = "feature-maps-panel"
FEATURE_MAP_PICKED = "feature-map-picked"
FEATURE_MAP_DIALOG = "feature-map-dialog"
FEATURE_MAP_BODY = "feature-map-body"

ACTIVATIONS_PANEL = "activations-panel"
ACTIVATIONS_CHART = "activations-chart"
ACTIVATIONS_ORDER = "activations-order"

WHY_PANEL = "why-panel"
WHY_BODY = "why-body"
WHY_COUNT = "why-count"
WHY_MODEL = "why-model"
WHY_EQUATION = "why-equation"
WHY_EQUATION_ASKED = "why-equation-asked"  # the question whose answer is to be set

PCA_PANEL = "pca-panel"
PCA_SEEN = "pca-seen"
PCA_BIPLOT = "pca-biplot"
PCA_BIPLOT_RING = "pca-biplot-ring"
PCA_SCREE = "pca-scree"
PCA_ARROWS = "pca-arrows"

SURROGATE_PANEL = "surrogate-panel"
SURROGATE_ASKED = "surrogate-asked"  # the selection, told while the panel is in view
SURROGATE_SEEN = "surrogate-seen"
SURROGATE_MAP = "surrogate-map"
SURROGATE_SCALE = "surrogate-scale"
SURROGATE_ARROWS = "surrogate-arrows"
SURROGATE_BIPLOT = "surrogate-biplot"
SURROGATE_BIPLOT_RING = "surrogate-biplot-ring"
SURROGATE_FIT_X = "surrogate-fit-x"
SURROGATE_FIT_Y = "surrogate-fit-y"
SURROGATE_BODY = "surrogate-body"

COMPARE_PANEL = "compare-panel"
COMPARE_ASKED = "compare-asked"  # the selection, told while the panel is in view
COMPARE_PINNED = "compare-pinned"  # digit A: what it shows, and its picture if it was drawn
COMPARE_BODY = "compare-body"

QUALITY_PANEL = "quality-panel"
QUALITY_TABLE = "quality-table"

UNIT_PANEL = "unit-panel"
UNIT_BODY = "unit-body"
UNIT_PICKED = "unit-picked"  # the one or two units that the dossier is about
UNIT_ASKED = "unit-asked"

SALIENCY_PANEL = "saliency-panel"
SALIENCY_BODY = "saliency-body"
SALIENCY_ASKED = "saliency-asked"
SALIENCY_CLASS = "saliency-class"
SALIENCY_KIND = "saliency-kind"
DATA_PANEL = "data-panel"
DATA_ASKED = "data-asked"  # the selection, while the panel is in view
DATA_ROWS = "data-rows"
DATA_COLUMNS = "data-columns"
DATA_IMAGE = "data-image"

CORRELATION_PANEL = "correlation-panel"
CORRELATION_SEEN = "correlation-seen"
CORRELATION_MATRIX = "correlation-matrix"
CORRELATION_ORDER = "correlation-order"
CORRELATION_CHART = "correlation-chart"
