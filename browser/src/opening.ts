/** What is opened: one section's round under one origin, in compartments (docs/protocol.md 2 and 4). */

import { fields, isIdentifier } from "./strict";

export interface Opening {
  origin: string;
  tender: string;
  section: string;
  round: number;
}

export type Compartment = "sheet" | "business" | "technical";

export const COMPARTMENTS: readonly Compartment[] = ["sheet", "business", "technical"];
/** What a guardian's card has a recipient for: the parts of a bid, and deposits of seeds. */
export type CardCompartment = Compartment | "lots";
export const ON_A_CARD: readonly CardCompartment[] = [...COMPARTMENTS, "lots"];

export function sameOpening(a: Opening, b: Opening): boolean {
  return a.origin === b.origin && a.tender === b.tender && a.section === b.section && a.round === b.round;
}

/** Throws unless it has exactly this shape; the origin is 1 to 200 characters, the round counts from 1. */
export function checkedOpening(value: unknown): Opening {
  const { origin, tender, section, round } = fields(value, ["origin", "tender", "section", "round"], "opening");
  const named = typeof origin === "string" && origin !== "" && origin.length <= 200 && isIdentifier(tender) && isIdentifier(section);
  if (!named || !Number.isSafeInteger(round) || (round as number) < 1) throw new Error("opening: origin, tender, section and round are malformed");
  return value as Opening;
}
