/** Every file of vectors/ (see its README) is run here; a file without a runner fails. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import { runners } from "./vectors";

const FOLDER = join(import.meta.dirname, "../../vectors");

describe("vectors", () => {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith(".json"));

  it("are there", () => expect(files.length).toBeGreaterThan(0));

  for (const file of files) {
    it(`${file} agrees`, async () => {
      const run = runners[file];
      if (!run) throw new Error(`${file} has no runner in tests/vectors.ts: this implementation does not prove it`);
      await run(JSON.parse(readFileSync(join(FOLDER, file), "utf-8")));
    }, 60_000);
  }
});
