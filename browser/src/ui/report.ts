/** What a long act shows while it runs and when it ends: a progress bar, a polite live line, errors with what to do next. */

import { Told } from "../told";
import { make } from "./dom";
import { icon } from "./icon";
import { say, toldOf } from "./words";

/** A refusal that a person can act on, said in the page's language: what is wrong, which article, what to do next. */
export class Trouble extends Told {
  constructor(readonly wrong: string, readonly nextStep: string, readonly article = "") {
    super(wrong, wrong);
  }
}

export interface Report {
  element: HTMLElement;
  /** Shows a sentence, and a bar when a share (0 to 1) is given. */
  say(sentence: string, share?: number): void;
  fail(error: unknown): void;
  clear(): void;
}

export function report(): Report {
  const bar = make("progress", { max: 1, value: 0, hidden: true, class: "q-progress", "aria-label": say("进度", "Progress") });
  const line = make("p", { role: "status", class: "q-report-line" });
  const wrong = make("div", { role: "alert", class: "q-report-wrong" });
  return {
    element: make("div", { class: "q-report" }, bar, line, wrong),
    say(sentence, share) {
      bar.hidden = share === undefined;
      bar.value = share ?? 0;
      if (line.textContent !== sentence) line.textContent = sentence;
      wrong.replaceChildren();
    },
    fail(error) {
      bar.hidden = true;
      line.textContent = "";
      wrong.replaceChildren(refusal(error));
    },
    clear() {
      bar.hidden = true;
      line.textContent = "";
      wrong.replaceChildren();
    },
  };
}

function refusal(error: unknown): HTMLElement {
  const trouble = error instanceof Trouble ? error : new Trouble(toldOf(error), say("请再试一次；仍不行，请把这句话告诉平台值班电话。", "Try again; if it fails again, tell the help desk this sentence."));
  return make("div", { class: "q-summary" }, make("h2", {}, icon("stop"), trouble.wrong), make("p", {}, trouble.nextStep),
    trouble.article && make("p", { class: "q-note" }, trouble.article));
}

/** Runs an act with its button locked against a second press; whatever it throws is shown, never swallowed. */
export async function attempt(button: HTMLElement, shown: Report, act: () => Promise<void>): Promise<void> {
  if (button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  shown.clear();
  try {
    await act();
  } catch (error) {
    shown.fail(error);
  } finally {
    button.removeAttribute("aria-busy");
  }
}
