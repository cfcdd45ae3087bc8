/* The star that marks on a map where a drawing lands. */

const TIPS = 5;

/** A five-pointed star around (0, 0) as an SVG path. @param {number} radius */
export function starPath(radius) {
  const corners = Array.from({ length: 2 * TIPS }, (_, k) => {
    const [angle, reach] = [(Math.PI * k) / TIPS - Math.PI / 2, k % 2 ? 0.45 * radius : radius];
    return `${(reach * Math.cos(angle)).toFixed(2)},${(reach * Math.sin(angle)).toFixed(2)}`;
  });
  return `M${corners.join("L")}Z`;
}
