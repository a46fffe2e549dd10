/** The sheet form of a notice (开标一览表): reading what was typed, refusing what the form does not allow. */

import type { JsonObject } from "./canonical";

export interface SheetField {
  name: string;
  label: { zh: string; en: string };
  kind: string;
  unit: string;
  required: boolean;
}

/** Yuan as typed (thousands marks allowed, two decimals at most) -> integer fen; undefined when it is no amount. */
export function fenOf(typed: string): number | undefined {
  const match = /^(\d{1,13})(?:\.(\d{1,2}))?$/.exec(typed.replace(/[,，\s]/g, ""));
  if (!match) return undefined;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const GROUPS = ["", "万", "亿", "万亿"];

/** The amount in capital characters, as on a cheque: a slip of a decimal point is heard when it is read. */
export function capitalYuan(fen: number): string {
  const whole = Math.floor(fen / 100);
  const [jiao, cents] = [Math.floor(fen / 10) % 10, fen % 10];
  const yuan = whole === 0 ? "" : `${capitalWhole(whole)}元`;
  if (fen === 0) return "零元整";
  if (jiao === 0 && cents === 0) return `${yuan}整`;
  const tenth = jiao === 0 ? (yuan ? "零" : "") : `${DIGITS[jiao]}角`;
  return yuan + tenth + (cents === 0 ? "整" : `${DIGITS[cents]}分`);
}

function capitalWhole(value: number): string {
  const groups: number[] = [];
  for (let rest = value; rest > 0; rest = Math.floor(rest / 10_000)) groups.push(rest % 10_000);
  let text = "";
  for (let index = groups.length - 1; index >= 0; index--) {
    const group = groups[index] as number;
    if (group === 0) continue;
    const gap = text && (group < 1000 || groups[index + 1] === 0) ? "零" : "";
    text += gap + capitalGroup(group) + (GROUPS[index] ?? "");
  }
  return text;
}

function capitalGroup(group: number): string {
  let text = "";
  let gap = false;
  for (let place = 3; place >= 0; place--) {
    const digit = Math.floor(group / 10 ** place) % 10;
    if (digit === 0) gap = text !== "";
    else {
      text += (gap ? "零" : "") + DIGITS[digit] + PLACES[place];
      gap = false;
    }
  }
  return text;
}

/** Typed texts -> the sheet object of the bid, and what is wrong by field name. Money is fen, days are whole. */
export function readSheet(form: readonly SheetField[], typed: Readonly<Record<string, string>>) {
  const sheet: JsonObject = {};
  const wrong: Record<string, "missing" | "malformed"> = {};
  for (const { name, kind, required } of form) {
    const text = (typed[name] ?? "").trim();
    if (text === "") {
      if (required) wrong[name] = "missing";
      continue;
    }
    const value = valueOf(kind, text);
    if (value === undefined) wrong[name] = "malformed";
    else sheet[name] = value;
  }
  return { sheet, wrong };
}

const MOST_DAYS = 36_500;
const LONGEST: Record<string, number> = { text: 500, person: 60 };
// What the sheet form forbids (tenders/sheet_form.py): control characters and marks that turn the direction of writing.
const CONTROL = /[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]/;

function valueOf(kind: string, text: string): number | string | undefined {
  if (kind === "money") return fenOf(text) || undefined;
  if (kind === "days") return /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MOST_DAYS ? Number(text) : undefined;
  return text.length <= (LONGEST[kind] ?? 500) && !CONTROL.test(text) ? text : undefined;
}
