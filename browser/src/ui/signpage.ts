/** Signing one document that the platform shows in full: the opening record, a confirmation, an objection. */

import { type Document, signDocument } from "../documents";
import { make } from "./dom";
import { keyPicker } from "./keypicker";
import { attempt, report } from "./report";
import { postJson } from "./upload";
import { say } from "./words";

export interface SignPage {
  mode: "sign";
  origin: string;
  keys: string[];
  document: Document;
  label: string;
  sign_url: string;
  done_url: string;
}

export async function signPage(root: HTMLElement, page: SignPage): Promise<void> {
  const picker = await keyPicker({ origin: page.origin, allowed: page.keys });
  const shown = report();
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, page.label);
  const whole = make("details", {}, make("summary", {}, say("看要签的全文", "See all that is signed")), make("pre", { class: "q-command" }, JSON.stringify(page.document, null, 1)));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const { master } = await picker.unlock(shown);
      await postJson(page.sign_url, signDocument(master, page.document));
      location.assign(page.done_url);
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, whole, picker.element, make("div", { class: "q-buttons" }, button), shown.element));
}
