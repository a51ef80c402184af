// node build.mjs [folder]: builds into dist/, or another folder, the one script, the stylesheet for old browsers,
// and the fingerprints of sources and outputs. The same sources give the same bytes.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const ROOT = dirname(fileURLToPath(import.meta.url));
const OUT = resolve(process.argv[2] ?? join(ROOT, "dist"));
const OUTPUTS = ["fanal-chat.js", "fanal-chat.css", "fanal-chat.licenses.txt"];
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

/** Notices of the packages that really are in the bundle, as their licences ask. */
function licenses(inputs) {
  const packages = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  return [...new Set(packages)]
    .filter((name) => name !== undefined)
    .sort()
    .map((name) => {
      const folder = join(ROOT, "node_modules", name);
      const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      if (file === undefined) throw new Error(`${name} has no licence file. Look up its notice and add it here.`);
      return `${name} ${version}\n\n${readFileSync(join(folder, file), "utf8").trim()}\n`;
    })
    .join("\n\n");
}

const digest = (path) => createHash("sha256").update(readFileSync(path)).digest("hex");

/** In the form that `sha256sum` writes: of the sources as they are, of the outputs as they were just made. */
function fingerprints() {
  const sources = SOURCES.flatMap((source) => filesUnder(join(ROOT, source)));
  const rows = [
    ...sources.map((path) => [relative(ROOT, path).replaceAll("\\", "/"), digest(path)]),
    ...OUTPUTS.map((name) => [`dist/${name}`, digest(join(OUT, name))]),
  ];
  return rows
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, hash]) => `${hash}  ${name}\n`)
    .join("");
}

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const { metafile } = await build({
  absWorkingDir: ROOT,
  metafile: true,
  entryPoints: ["src/index.ts"],
  outfile: join(OUT, "fanal-chat.js"),
  bundle: true,
  format: "iife",
  minify: true,
  // Also right on a page in another encoding, served without one of its own.
  charset: "ascii",
  legalComments: "none",
  target: TARGETS,
  plugins: [cssAsText],
  banner: { js: "/* Fanal chat element, EUPL-1.2. Bundled packages: see fanal-chat.licenses.txt. */" },
});
writeFileSync(join(OUT, "fanal-chat.licenses.txt"), licenses(Object.keys(metafile.inputs)));
writeFileSync(join(OUT, "fanal-chat.css"), `${await stylesheet(join(ROOT, "src/styles/index.css"))}\n`);
writeFileSync(join(OUT, "fingerprints.sha256"), fingerprints());

const size = gzipSync(readFileSync(join(OUT, "fanal-chat.js")), { level: 9 }).length;
console.log(`fanal-chat.js: ${size} bytes gzipped (budget ${BUDGET_BYTES})`);
if (size > BUDGET_BYTES) {
  console.error("The script is over its budget. Look for what grew: npx esbuild --analyze.");
  process.exitCode = 1;
}
