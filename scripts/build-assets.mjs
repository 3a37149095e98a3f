// Builds static/dist from static/css, static/js and static/img: minified, with
// the hash of the content in each name, and manifest.json to find them by
// ("public.css": "public-4F7DJZGH.css"). Run it with `npm run build`.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "static");
const dist = join(root, "dist");

/** What is bundled: each entry with everything it imports. */
const entries = ["css/public.css", "js/public.js"];

/** What is copied as it is. */
const images = ["img/favicon.svg", "img/apple-touch-icon.png"];

async function emptyDist() {
  await mkdir(dist, { recursive: true });
  for (const name of await readdir(dist)) {
    if (name !== ".gitkeep") await rm(join(dist, name), { recursive: true });
  }
}

/** Bundles the entries and returns their lines of the manifest. */
async function bundle() {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: entries,
    outdir: dist,
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    // CSS keeps what it says: browsers that lack a feature ignore that line.
    supported: { nesting: true },
    legalComments: "none",
    metafile: true,
    logLevel: "warning",
  });
  const lines = {};
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    lines[basename(entryPoint)] = basename(path);
  }
  return lines;
}

/** Copies the images and returns their lines of the manifest. */
async function copy() {
  const lines = {};
  for (const image of images) {
    const bytes = await readFile(join(root, image));
    const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase();
    const name = basename(image, extname(image)) + "-" + hash + extname(image);
    await writeFile(join(dist, name), bytes);
    lines[basename(image)] = name;
  }
  return lines;
}

await emptyDist();
const manifest = { ...(await bundle()), ...(await copy()) };
const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(dist, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");
