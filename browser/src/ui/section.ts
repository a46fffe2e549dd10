/** A section of a page: its heading over an ink line, a note beside it, what belongs to it below. */

import { make } from "./dom";

export function section(title: string, note: string, ...children: Node[]): HTMLElement {
  return make("section", { class: "q-section" },
    make("div", { class: "q-section-head" }, make("h2", {}, title), note && make("p", { class: "q-note" }, note)), ...children);
}

/** A definition list with hairlines, as shared/definitions.html draws it. */
export function facts(rows: readonly (readonly [string, string | Node])[]): HTMLElement {
  return make("dl", { class: "q-facts" }, ...rows.map(([term, value]) => make("div", {}, make("dt", {}, term), make("dd", {}, value))));
}
