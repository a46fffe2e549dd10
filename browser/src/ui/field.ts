/** One form field as shared/form_field.html draws it: label, help, error, input; tied together for screen readers. */

import { make } from "./dom";
import { icon } from "./icon";
import { say } from "./words";

export type Input = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export interface Field {
  element: HTMLElement;
  input: Input;
  /** Shows an error at the field ("" clears it). */
  wrong(sentence: string): void;
}

export function field(about: { label: string; input: Input; help?: string; unit?: string; optional?: boolean; control?: HTMLElement }): Field {
  const { label, input, help, unit } = about;
  const error = make("div", { class: "q-error", id: `${input.id}-error`, hidden: true });
  const described = [help && `${input.id}-help`, `${input.id}-error`].filter(Boolean).join(" ");
  input.setAttribute("aria-describedby", described);
  const element = make("div", { class: "q-field" },
    make("label", { for: input.id }, label, unit ? say("（{unit}）", " ({unit})", { unit }) : "", about.optional && optionalMark()),
    help && make("p", { class: "q-help", id: `${input.id}-help` }, help), error, about.control ?? input);
  return {
    element,
    input,
    wrong(sentence) {
      error.replaceChildren(make("p", {}, icon("stop"), make("span", {}, sentence)));
      error.hidden = !sentence;
      element.classList.toggle("q-field-wrong", Boolean(sentence));
      if (sentence) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
    },
  };
}

function optionalMark(): HTMLElement {
  return make("span", { class: "q-optional" }, say("（可不填）", " (optional)"));
}
