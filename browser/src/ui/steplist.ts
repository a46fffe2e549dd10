/** Steps that are shown while they are done: waiting, running, done, failed; each with what was found. */

import { chip } from "./checklist";
import { make } from "./dom";
import type { IconName } from "./icon";
import { say, toldOf } from "./words";

export interface StepList {
  element: HTMLElement;
  /** Runs one step; shows what it found, or why it failed, and throws on. */
  run<T>(step: number, act: () => Promise<T> | T, found: (result: T) => string): Promise<T>;
  /** Shows a sentence at a running step. */
  tell(step: number, sentence: string): void;
}

export function stepList(labels: readonly string[]): StepList {
  const rows = labels.map((label) => {
    const found = make("div", { class: "q-verdict-finding" });
    const mark = make("span", {}, chip("wait", say("等待", "Waiting")));
    return { found, mark, item: make("li", { class: "q-verdict" }, make("div", { class: "q-verdict-rule" }, make("b", {}, label)), found, mark) };
  });
  const show = (step: number, look: IconName, word: string, sentence: string) => {
    const row = rows[step];
    if (!row) return;
    row.mark.replaceChildren(chip(look, word));
    row.found.textContent = sentence;
  };
  return {
    element: make("ol", { class: "q-verdicts q-steplist", "aria-live": "polite" }, ...rows.map(({ item }) => item)),
    tell: (step, sentence) => show(step, "run", say("进行中", "Running"), sentence),
    async run(step, act, found) {
      show(step, "run", say("进行中", "Running"), "");
      await new Promise((resume) => setTimeout(resume));
      try {
        const result = await act();
        show(step, "ok", say("符合", "Met"), found(result));
        return result;
      } catch (error) {
        show(step, "stop", say("不符", "Failed"), toldOf(error));
        throw error;
      }
    },
  };
}
