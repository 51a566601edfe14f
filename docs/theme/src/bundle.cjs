// node bundle.cjs ENTRY OUTFILE [module]: one file for the browser, from a module and its packages.
// As a classic script, or as a module without imports.
//
// Where a try.cjs lies beside the module, it tries the file: what does not start
// is never published.

const { existsSync, readFileSync } = require("node:fs")
const { dirname, join } = require("node:path")

const { buildSync } = require("esbuild")

const [, , entry, outfile, format] = process.argv
buildSync({
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  format: format === "module" ? "esm" : "iife",
  target: "es2022",
  logLevel: "silent",
})

const trial = join(dirname(entry), "try.cjs")
if (existsSync(trial)) require(trial)(readFileSync(outfile, "utf8"))
