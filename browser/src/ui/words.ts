/** One sentence in two languages. The page's `lang` decides; `{names}` are filled alike in both. */

import { Told } from "../told";

export type Values = Record<string, string | number>;

let language: string | undefined;

/** Sets the language by hand (the offline page's switch); otherwise the page's `lang` counts. */
export function speak(code: string): void {
  language = code;
  document.documentElement.lang = code;
}

/** Sets the language where there is no document. */
export function speakForTests(code: string): void {
  language = code;
}

export function isEnglish(): boolean {
  return (language ?? document.documentElement.lang).startsWith("en");
}

export function say(zh: string, en: string, values: Values = {}): string {
  return (isEnglish() ? en : zh).replace(/\{(\w+)\}/g, (mark, name: string) => String(values[name] ?? mark));
}

/** A sentence from the server, `{"zh","en"}`, in the page's language. */
export function said(text: { zh: string; en: string }): string {
  return say(text.zh, text.en);
}

/** Hex in groups of four with the middle left out: enough to compare by eye. */
export function hash4(hex: string): string {
  const groups = hex.match(/.{1,4}/g) ?? [];
  return groups.length <= 4 ? groups.join(" ") : `${groups.slice(0, 2).join(" ")} ⋯ ${groups.at(-1)}`;
}

/** All of it in groups, for reading aloud. */
export function grouped(text: string, size = 4): string {
  return (text.match(new RegExp(`.{1,${size}}`, "g")) ?? []).join(" ");
}

export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(1)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** 2026-11-25 09:30:00, China Standard Time, from an RFC 3339 moment. */
export function moment(text: string): string {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: "Asia/Shanghai", dateStyle: "short", timeStyle: "medium",
  }).format(new Date(text));
  return parts;
}

/** Fen as yuan with two decimals and thousands: exact, no floats. */
export function yuan(fen: number): string {
  const sign = fen < 0 ? "-" : "";
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${sign}${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

/** What went wrong, in the page's language; a fault that was not written for people is named as one. */
export function toldOf(error: unknown): string {
  if (error instanceof Told) return say(error.zh, error.en);
  const why = error instanceof Error ? error.message : String(error);
  return isEnglish() ? why : say("内容不合规定的格式（{why}）", "{why}", { why });
}
