/** What one writes of one bid: scores by criterion, the seven grounds, adjustments of the price. Each form writes straight into the row. */

import { make } from "../dom";
import { icon } from "../icon";
import { said, say, yuan } from "../words";
import type { Criterion, SeatPage } from "./room";

export interface BidForm {
  element: HTMLElement;
  /** How many items are judged, of how many. */
  filled(): number;
  items: number;
  /** The first item that is not judged yet, by its `data-field`; undefined when all are. */
  lacking(): string | undefined;
}

type Scores = Record<string, string>;
type Judged = Record<string, { pass: boolean; evidence: string }>;
export interface Adjustment { reason: string; fen: number }

const SPELT = /^(\d{1,3})(?:\.(\d{1,2}))?$/;

/** 8 is 8.00, 8.5 is 8.50; anything else stays as it was typed and is named as wrong. */
export function scoreOf(typed: string): string {
  const match = SPELT.exec(typed.trim().replace("。", "."));
  return match ? `${Number(match[1])}.${(match[2] ?? "").padEnd(2, "0")}` : typed.trim();
}

export function isScore(score: string | undefined, full: string): boolean {
  return score !== undefined && /^\d+\.\d{2}$/.test(score) && Number(score) <= Number(full);
}

export function sumOf(scores: Scores, criteria: readonly Criterion[]): string {
  const hundredths = criteria.reduce((sum, { code, full }) => sum + (isScore(scores[code], full) ? Math.round(Number(scores[code]) * 100) : 0), 0);
  return (hundredths / 100).toFixed(2);
}

export function scoreForm(key: string, criteria: readonly Criterion[], row: Scores, changed: () => void): BidForm {
  const element = make("div", { class: "q-seat-items" }, ...criteria.map((one, at) => item(one, at)));
  const lacking = () => criteria.filter(({ code, full }) => !isScore(row[code], full));
  return { element, items: criteria.length, filled: () => criteria.length - lacking().length, lacking: () => lacking()[0]?.code };

  function item(one: Criterion, at: number): HTMLElement {
    const id = `q-score-${key}-${one.code}`;
    const wrong = make("p", { class: "q-seat-wrong", id: `${id}-wrong`, hidden: true });
    const input = make("input", { id, class: "q-seat-score", inputmode: "decimal", autocomplete: "off", "aria-describedby": `${id}-full ${id}-wrong`, "data-field": one.code });
    input.value = row[one.code] ?? "";
    const take = () => {
      const score = scoreOf(input.value);
      if (score === "") delete row[one.code];
      else row[one.code] = score;
      const bad = score !== "" && !isScore(score, one.full);
      wrong.hidden = !bad;
      wrong.replaceChildren(icon("stop"), bad ? say("应是 0 到 {full} 的分数，最多两位小数。", "A score from 0 to {full} with at most two decimals.", { full: one.full }) : "");
      input.toggleAttribute("aria-invalid", bad);
      changed();
    };
    input.addEventListener("input", take);
    input.addEventListener("change", () => { input.value = scoreOf(input.value); take(); });
    input.addEventListener("keydown", (event) => step(event, input, Number(one.full), take));
    return make("div", { class: "q-seat-item" },
      make("label", { for: id, class: "q-seat-label" }, make("b", {}, `${at + 1} ${said(one.label)}`), make("span", { class: "q-note", id: `${id}-full` }, say("满分 {full}", "of {full}", { full: one.full }))),
      said(one.guidance) && make("p", { class: "q-seat-guidance" }, said(one.guidance)), wrong,
      make("div", { class: "q-seat-entry" }, input, make("span", { class: "q-note" }, say("/ {full} 分", "/ {full}", { full: one.full }))));
  }
}

/** Arrow keys move by half a mark, within 0 and the full score. */
function step(event: KeyboardEvent, input: HTMLInputElement, full: number, take: () => void): void {
  if (event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
  event.preventDefault();
  const next = (Number(scoreOf(input.value)) || 0) + (event.key === "ArrowUp" ? 0.5 : -0.5);
  input.value = Math.min(full, Math.max(0, next)).toFixed(2);
  take();
}

export function reviewForm(key: string, page: SeatPage, row: Judged, changed: () => void): BidForm {
  const items = page.grounds.map((ground) => judge(ground));
  const rest = make("button", { type: "button", class: "q-button q-button-small", onclick: () => items.forEach((one) => one.passUnlessJudged()) }, say("其余都没有", "None of the rest"));
  const element = make("div", { class: "q-seat-items" }, ...items.map((one) => one.element), make("div", { class: "q-buttons" }, rest), make("p", { class: "q-note" }, page.below_cost));
  const lacking = () => page.grounds.filter(({ code }) => !isJudged(row[code]));
  return { element, items: page.grounds.length, filled: () => page.grounds.length - lacking().length, lacking: () => lacking()[0]?.code };

  function judge(ground: SeatPage["grounds"][number]) {
    const id = `q-ground-${key}-${ground.code}`;
    const evidence = make("textarea", { id: `${id}-evidence`, rows: 2, maxlength: 2000, "data-field": ground.code });
    const why = make("div", { class: "q-field q-seat-evidence", hidden: true }, make("label", { for: evidence.id }, say("依据（写明文件和页码）", "Evidence (file and page)")), evidence);
    const radios = ([[true, say("没有这种情形", "No")], [false, say("有，应当否决", "Yes: to be rejected")]] as const).map(([pass, words]) => {
      const radio = make("input", { type: "radio", name: id, id: `${id}-${pass}`, "data-field": ground.code, onchange: () => put(pass) });
      radio.checked = row[ground.code]?.pass === pass;
      return { radio, label: make("label", { for: radio.id }, radio, words) };
    });
    evidence.value = row[ground.code]?.evidence ?? "";
    evidence.addEventListener("input", () => put(false));
    why.hidden = row[ground.code]?.pass !== false;
    const put = (pass: boolean) => {
      row[ground.code] = { pass, evidence: pass ? "" : evidence.value };
      why.hidden = pass;
      changed();
    };
    return {
      element: make("fieldset", { class: "q-seat-item" }, make("legend", { class: "q-seat-label" }, make("b", {}, `${ground.item} ${ground.words}`)), make("div", { class: "q-seat-radios" }, ...radios.map(({ label }) => label)), why),
      passUnlessJudged: () => {
        if (row[ground.code]) return;
        (radios[0] as (typeof radios)[number]).radio.checked = true;
        put(true);
      },
    };
  }
}

function isJudged(value: Judged[string] | undefined): boolean {
  return value !== undefined && (value.pass || value.evidence.trim() !== "");
}

export function adjustForm(key: string, kept: Adjustment[] | undefined, put: (rows: Adjustment[]) => void): BidForm {
  let rows = kept;
  const list = make("div", {});
  const none = make("button", { type: "button", class: "q-button q-button-small", onclick: () => set([]) }, say("没有调整", "No adjustment"));
  const more = make("button", { type: "button", class: "q-button q-button-small", onclick: () => set([...(rows ?? []), { reason: "", fen: 0 }]) }, say("加一项", "Add one"));
  const element = make("div", { class: "q-seat-items" },
    make("p", { class: "q-prose" }, say("只按招标文件写明的办法调整。过半数评委理由和金额写得一致的，才计入评审价。", "Adjust only as the tender document says. An adjustment counts when more than half of the members state it alike.")),
    list, make("div", { class: "q-buttons" }, none, more));
  draw();
  const isDone = () => rows !== undefined && rows.every(({ reason }) => reason.trim());
  return { element, items: 1, filled: () => (isDone() ? 1 : 0), lacking: () => (isDone() ? undefined : String(rows?.findIndex(({ reason }) => !reason.trim()) ?? 0)) };

  function set(next: Adjustment[]): void {
    rows = next;
    put(next);
    draw();
  }

  function draw(): void {
    list.replaceChildren(...(rows ?? []).map((row, at) => line(row, at)));
    if (rows?.length === 0) list.append(make("p", {}, make("b", {}, say("没有调整。", "No adjustment."))));
  }

  function line(row: Adjustment, at: number): HTMLElement {
    const reason = make("input", { id: `q-adjust-${key}-${at}`, type: "text", maxlength: 2000, "data-field": String(at), "aria-label": say("理由", "Reason") });
    const amount = make("input", { class: "q-seat-score", inputmode: "decimal", "aria-label": say("金额（元，可为负）", "Amount (yuan, may be negative)") });
    reason.value = row.reason;
    amount.value = yuan(row.fen).replaceAll(",", "");
    reason.addEventListener("input", () => { row.reason = reason.value; put(rows ?? []); });
    amount.addEventListener("change", () => { row.fen = fenOf(amount.value); amount.value = yuan(row.fen).replaceAll(",", ""); put(rows ?? []); });
    const gone = make("button", { type: "button", class: "q-textbutton", onclick: () => set((rows ?? []).filter((_, place) => place !== at)) }, say("删去", "Remove"));
    return make("div", { class: "q-seat-item q-seat-adjust" }, reason, make("div", { class: "q-seat-entry" }, amount, make("span", { class: "q-note" }, say("元", "yuan")), gone));
  }
}

/** Yuan as typed to fen, exactly: 12.3 is 1230; what is no amount is 0. */
export function fenOf(typed: string): number {
  const match = /^(-?)(\d{1,12})(?:\.(\d{1,2}))?$/.exec(typed.trim().replaceAll(",", ""));
  if (!match) return 0;
  const fen = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return match[1] ? -fen : fen;
}
