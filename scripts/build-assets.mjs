// Builds static/dist from static/css, static/js and static/img: minified, with
// the hash of the content in each name, and manifest.json to find them by
// ("public.css": "public-4F7DJZGH.css"). Run it with `npm run build`.
// static/dist/fonts are the typefaces of share cards; browsers are sent none.

import { build } from "esbuild";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "static");
const dist = join(root, "dist");

/** What is bundled: each entry with everything it imports. */
const entries = ["css/public.css", "css/admin.css", "js/public.js", "js/admin.js", "js/editor.js", "js/translate.js"];

/** What is copied as it is. */
const images = ["img/favicon.svg", "img/apple-touch-icon.png"];

const serif = "@fontsource/source-serif-4/files/source-serif-4";

/** The typefaces, by the script they are for: one weight, 5.3 MB in all. */
const fonts = {
  "latin.woff": `${serif}-latin-400-normal.woff`,
  "latin-ext.woff": `${serif}-latin-ext-400-normal.woff`,
  "vietnamese.woff": `${serif}-vietnamese-400-normal.woff`,
  "greek.woff": `${serif}-greek-400-normal.woff`,
  "cyrillic.woff": `${serif}-cyrillic-400-normal.woff`,
  "cyrillic-ext.woff": `${serif}-cyrillic-ext-400-normal.woff`,
  "arabic.ttf": "@embedpdf/fonts-arabic/fonts/NotoNaskhArabic-Regular.ttf",
  "hebrew.woff": "@fontsource/noto-serif-hebrew/files/noto-serif-hebrew-hebrew-400-normal.woff",
  "japanese.woff": "@fontsource/biz-udpmincho/files/biz-udpmincho-japanese-400-normal.woff",
  "korean.woff": "@fontsource/nanum-myeongjo/files/nanum-myeongjo-korean-400-normal.woff",
  "chinese.woff": "@openfonts/noto-sans-sc_chinese-simplified/files/noto-sans-sc-chinese-simplified-400.woff",
};

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

async function copyFonts() {
  await mkdir(join(dist, "fonts"));
  for (const [name, path] of Object.entries(fonts)) {
    await copyFile(join(root, "..", "node_modules", path), join(dist, "fonts", name));
  }
}

await emptyDist();
await copyFonts();
const manifest = { ...(await bundle()), ...(await copy()) };
const sorted = Object.fromEntries(Object.entries(manifest).sort());
await writeFile(join(dist, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");
