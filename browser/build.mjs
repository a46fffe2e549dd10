/**
 * Builds what the pages load into src/qinglian/web/shared/static/bundle: one self-contained script per page, the offline
 * page as a single file, and manifest.json with their hashes. The same sources give the same bytes on every machine.
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "vite";

const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "../src/qinglian/web/shared/static/bundle");
const CSS = join(HERE, "../src/qinglian/web/shared/static/css");
const STYLES = ["tokens", "base", "layout", "table", "parts", "form", "seal"];
const PAGES = ["seal", "release", "lots", "keys", "receipt", "passkey", "seat"];
const BUNDLED = [
  "age-encryption", "@noble/ciphers", "@noble/curves", "@noble/hashes", "@noble/post-quantum", "@scure/base", "canonicalize",
  "qrcode-generator", "shamir-secret-sharing",
];

async function script(name, format) {
  const result = await build({
    root: HERE,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: {
      write: false,
      target: "es2022",
      minify: true,
      modulePreload: false,
      lib: { entry: join(HERE, `src/pages/${name}.ts`), formats: [format], name: `qinglian_${name}`, fileName: name },
      rolldownOptions: { output: { codeSplitting: false } },
    },
  });
  const chunks = [result].flat().flatMap(({ output }) => output);
  if (chunks.length !== 1) throw new Error(`${name}: ${chunks.length} files came out where one was expected`);
  return chunks[0].code;
}

async function offlinePage() {
  const code = (await script("offline", "iife")).replaceAll("</script", "<\\/script");
  const style = (await Promise.all(STYLES.map((name) => readFile(join(CSS, `${name}.css`), "utf-8")))).join("");
  const page = await readFile(join(HERE, "src/pages/offline.html"), "utf-8");
  const policy = [
    "default-src 'none'", `script-src '${integrity("sha256", code)}'`, `style-src '${integrity("sha256", style)}'`,
    "img-src data: blob:", "form-action 'none'", "base-uri 'none'",
  ].join("; ");
  const filled = { "%POLICY%": policy, "%STYLE%": style, "%SCRIPT%": code };
  return Object.entries(filled).reduce((text, [mark, value]) => text.replace(mark, () => value), page);
}

function integrity(algorithm, content) {
  return `${algorithm}-${createHash(algorithm).update(content).digest("base64")}`;
}

async function licences() {
  const texts = await Promise.all(BUNDLED.map(async (name) => {
    const folder = join(HERE, "node_modules", name);
    const { version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf-8"));
    const text = await readFile(join(folder, "LICENSE"), "utf-8").catch(() => `${license}\n`);
    return `${name} ${version}\n\n${text.trim()}\n`;
  }));
  return texts.join(`\n${"-".repeat(72)}\n\n`);
}

async function main() {
  const files = {};
  for (const page of PAGES) files[`${page}.js`] = await script(page, "es");
  files["offline.html"] = await offlinePage();
  files["licences.txt"] = await licences();
  const facts = Object.entries(files).map(([name, content]) => [name, {
    sha256: createHash("sha256").update(content).digest("hex"), size: Buffer.byteLength(content), integrity: integrity("sha384", content),
  }]);
  files["manifest.json"] = `${JSON.stringify({ type: "bundle/v1", files: Object.fromEntries(facts) }, null, 1)}\n`;
  await rm(OUT, { recursive: true, force: true });
  await mkdir(OUT, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(OUT, name), content);
}

await main();
