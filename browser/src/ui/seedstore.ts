/** Seeds that this browser keeps until they are told, each under its commitment. They are random numbers, no keys: kept as they are. */

import type { SeedFile } from "../seedfile";
import { storeOf } from "./stored";

const store = storeOf<SeedFile>("qinglian-seeds", "seeds", "commitment");

export const keepSeed = (file: SeedFile): Promise<void> => store.put(file);

/** The seed behind a commitment, if this browser keeps it; a browser without a store keeps none. */
export const keptSeed = (commitment: string): Promise<SeedFile | undefined> => store.get(commitment).catch(() => undefined);

export const forgetSeed = (commitment: string): Promise<void> => store.remove(commitment).catch(() => undefined);
