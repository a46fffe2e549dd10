/** Runs one act of tests/cross.ts for another language: JSON on standard input, JSON on standard output. */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { runnerImport } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const { module } = await runnerImport(join(here, "cross.ts"), { root: join(here, ".."), configFile: false, logLevel: "silent" });
const input = JSON.parse(await new Response(process.stdin).text());
process.stdout.write(JSON.stringify(await module.acts[input.act](input)));
