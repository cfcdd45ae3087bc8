/* Made-up points for the tests of the scripts. */
export const COUNT = 40;
const MAPS = ["pca-1", "pca-2", "pca-3", "tsne-1", "tsne-2", "umap-1", "umap-2"];

/** Forty digits, label i % 10; every seventh is misread as its successor. */
function somePoints() {
  const label = Int16Array.from({ length: COUNT }, (_, i) => i % 10);
  const predicted = label.map((value, i) => (i % 7 ? value : (value + 1) % 10));
  const confidence = Float32Array.from({ length: COUNT }, (_, i) => 1 - i / COUNT);
  /** @type {Object<string, Int16Array | Float32Array>} */
  const columns = { label, predicted, confidence };
  columns.misread = label.map((value, i) => Number(value !== predicted[i]));
  for (const name of MAPS)
    columns[name] = Float32Array.from({ length: COUNT }, (_, i) => Math.sin(i * name.length) * i);
  return { count: COUNT, columns };
}

export const POINTS = somePoints();
