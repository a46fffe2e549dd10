/** What is opened: one section's round under one origin, in compartments (docs/protocol.md 2 and 4). */

export interface Opening {
  origin: string;
  tender: string;
  section: string;
  round: number;
}

export type Compartment = "sheet" | "business" | "technical";

export const COMPARTMENTS: readonly Compartment[] = ["sheet", "business", "technical"];

export function sameOpening(a: Opening, b: Opening): boolean {
  return a.origin === b.origin && a.tender === b.tender && a.section === b.section && a.round === b.round;
}
