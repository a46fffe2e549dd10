/** The drawings of web/shared/icons.py, built from elements: page scripts parse no markup. */

const SVG = "http://www.w3.org/2000/svg";
const LINE = { fill: "none", stroke: "currentColor", "stroke-width": "1.6", "stroke-linecap": "round", "stroke-linejoin": "round" };
const WHITE = { fill: "none", stroke: "#fff", "stroke-width": "1.7" };
const INK = { fill: "currentColor" };

type Shape = readonly [name: string, attributes: Record<string, string>];

const DRAWINGS = {
  ok: [["circle", { cx: "8", cy: "8", r: "7", ...INK }], ["path", { d: "M4.8 8.2l2.2 2.2 4.2-4.6", ...WHITE }]],
  warn: [["path", { d: "M8 1.2L15.3 14.3H.7z", ...INK }], ["path", { d: "M8 5.8v4", ...WHITE }], ["circle", { cx: "8", cy: "12", r: "1", fill: "#fff" }]],
  stop: [["path", { d: "M5 1h6l4 4v6l-4 4H5l-4-4V5z", ...INK }], ["path", { d: "M8 4.2v4.6", ...WHITE }], ["circle", { cx: "8", cy: "11.4", r: "1.1", fill: "#fff" }]],
  run: [["circle", { cx: "8", cy: "8", r: "6.2", ...LINE, "stroke-dasharray": "4.6 3.2" }]],
  wait: [["circle", { cx: "8", cy: "8", r: "6.4", ...LINE }], ["path", { d: "M8 4.4V8l2.4 1.6", ...LINE }]],
  sealed: [["path", { d: "M3 7h10v7.2H3z", ...INK }], ["path", { d: "M5 7V4.8a3 3 0 0 1 6 0V7", ...LINE }]],
  plus: [["path", { d: "M8 2.6v10.8M2.6 8h10.8", ...LINE }]],
  copy: [["path", { d: "M5.4 5.4h8v8h-8z", ...LINE }], ["path", { d: "M2.6 10.6v-8h8", ...LINE }]],
} satisfies Record<string, readonly Shape[]>;

export type IconName = keyof typeof DRAWINGS;

/** Draws an icon, hidden from readers of words. */
export function icon(name: IconName): SVGElement {
  const drawing = shape("svg", { class: "q-icon", viewBox: "0 0 16 16", "aria-hidden": "true", focusable: "false" });
  drawing.append(...DRAWINGS[name].map(([tag, attributes]) => shape(tag, attributes)));
  return drawing;
}

function shape(name: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}
