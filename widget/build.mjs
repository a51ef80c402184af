// Builds dist/: the one script, the stylesheet for old browsers, and the fingerprints of the sources.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const ROOT = dirname(fileURLToPath(import.meta.url));
const TARGETS = ["chrome90", "edge90", "firefox88", "safari14.1"];
const BUDGET_BYTES = 90_000;
// What the bundle is made of. tests/widget/test_build.py compares fingerprints of these and of the outputs;
// `sha256sum -c dist/fingerprints.sha256` does too.
const SOURCES = ["build.mjs", "package.json", "package-lock.json", "src"];

/** Minified text of a stylesheet, so that the script can carry it as a string. */
async function stylesheet(path) {
  const result = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    write: false,
    target: TARGETS,
    loader: { ".css": "css" },
  });
  return result.outputFiles[0].text.trim();
}

const cssAsText = {
  name: "css-as-text",
  setup(setup) {
    setup.onLoad({ filter: /\.css$/ }, async (args) => ({
      contents: await stylesheet(args.path),
      loader: "text",
    }));
  },
};

function filesUnder(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path).flatMap((name) => filesUnder(join(path, name)));
}

function fingerprints() {
  const outputs = ["dist/fanal-chat.js", "dist/fanal-chat.css"];
  return [...SOURCES, ...outputs]
    .flatMap((path) => filesUnder(join(ROOT, path)))
    .map((path) => relative(ROOT, path).replaceAll("\\", "/"))
    .sort()
    .map((path) => `${createHash("sha256").update(readFileSync(join(ROOT, path))).digest("hex")}  ${path}\n`)
    .join("");
}

rmSync(join(ROOT, "dist"), { recursive: true, force: true });
mkdirSync(join(ROOT, "dist"));
await build({
  absWorkingDir: ROOT,
  entryPoints: ["src/index.ts"],
  outfile: "dist/fanal-chat.js",
  bundle: true,
  format: "iife",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  target: TARGETS,
  plugins: [cssAsText],
  banner: { js: "/* Fanal chat element. EUPL-1.2. Contains socket.io-client, MIT. */" },
});
writeFileSync(join(ROOT, "dist/fanal-chat.css"), `${await stylesheet(join(ROOT, "src/styles/index.css"))}\n`);
writeFileSync(join(ROOT, "dist/fingerprints.sha256"), fingerprints());

const size = gzipSync(readFileSync(join(ROOT, "dist/fanal-chat.js")), { level: 9 }).length;
console.log(`dist/fanal-chat.js: ${size} bytes gzipped (budget ${BUDGET_BYTES})`);
if (size > BUDGET_BYTES) {
  console.error("The script is over its budget. Look for what grew: npx esbuild --analyze.");
  process.exitCode = 1;
}
