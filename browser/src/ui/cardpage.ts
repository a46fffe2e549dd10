/** A guardian signs the card of one opening, in this browser. */

import { signCard } from "../cards";
import type { Opening } from "../opening";
import { make } from "./dom";
import { keyPicker } from "./keypicker";
import { attempt, report } from "./report";
import { postJson } from "./upload";
import { say } from "./words";

export interface CardPage {
  mode: "card";
  opening: Opening;
  group: string;
  guardian: string;
  organisation: string;
  name: string;
  epoch: number;
  keys: string[];
  card_url: string;
  done_url: string;
}

export async function cardPage(root: HTMLElement, page: CardPage): Promise<void> {
  const picker = await keyPicker({ origin: page.opening.origin, allowed: page.keys });
  const shown = report();
  const button = make("button", { type: "submit", class: "q-button q-button-main" }, say("签署密钥卡", "Sign the card"));
  const onsubmit = (event: Event) => {
    event.preventDefault();
    void attempt(button, shown, async () => {
      const { master } = await picker.unlock(shown);
      const { opening, group, guardian, organisation, name, epoch } = page;
      await postJson(page.card_url, signCard(master, { opening, group, guardian, organisation, name, epoch }));
      location.assign(page.done_url);
    });
  };
  root.replaceChildren(make("form", { class: "q-form", novalidate: true, onsubmit }, picker.element, make("div", { class: "q-buttons" }, button), shown.element));
}
