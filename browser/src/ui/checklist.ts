/** Rule verdicts as shared/verdicts.html draws them, and the summary on top of a form that cannot go on. */

import type { Check, Outcome } from "../checks";
import { make } from "./dom";
import { icon, type IconName } from "./icon";
import { say } from "./words";

const CHIPS: Record<Outcome, { look: IconName; word: () => string }> = {
  met: { look: "ok", word: () => say("符合", "Met") },
  note: { look: "warn", word: () => say("注意", "Note") },
  broken: { look: "stop", word: () => say("违反", "Broken") },
};

/** A status with icon, word and colour. */
export function chip(look: IconName, word: string): HTMLElement {
  return make("span", { class: `q-chip q-chip-${look}` }, icon(look), word);
}

export function checklist(checks: readonly Check[]): HTMLElement {
  return make("ul", { class: "q-verdicts" }, ...checks.map((check) => {
    const { look, word } = CHIPS[check.outcome];
    return make("li", { class: "q-verdict" },
      make("div", { class: "q-verdict-rule" }, make("b", {}, check.rule), make("span", { class: "q-verdict-article" }, check.article)),
      make("div", { class: "q-verdict-finding" }, check.finding), chip(look, word()));
  }));
}

/** The summary on top of a refused form: how many, each a link to its field. */
export function errorSummary(title: string, checks: readonly Check[]): HTMLElement {
  const items = checks.map(({ finding, rule, field }) => {
    const words = say("{rule}：{finding}", "{rule}: {finding}", { rule, finding });
    return make("li", {}, field ? make("a", { href: `#${field}`, onclick: (event) => leadTo(event, field) }, words) : words);
  });
  return make("div", { class: "q-summary", role: "alert", tabindex: -1 }, make("h2", {}, icon("stop"), title), make("ul", {}, ...items));
}

function leadTo(event: Event, id: string): void {
  const target = document.getElementById(id);
  if (!target) return;
  event.preventDefault();
  target.focus();
  target.scrollIntoView({ block: "center" });
}
