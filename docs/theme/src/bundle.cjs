// node bundle.cjs ENTRY OUTFILE: one file for the browser, from a module and its packages.
//
// The search worker is then tried with an index of one page, so that a bundle
// that does not start is never published.

const { readFileSync } = require("node:fs")
const { createContext, runInContext } = require("node:vm")

const { buildSync } = require("esbuild")

const [, , entry, outfile] = process.argv
buildSync({
  entryPoints: [entry],
  outfile,
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  logLevel: "silent",
})

const said = []
let listen
const scope = {
  addEventListener: (type, listener) => (listen = listener),
  postMessage: (message) => said.push(message.type),
}
runInContext(readFileSync(outfile, "utf8"), createContext(scope))
const config = { separator: "\\s", terms: [] }
const docs = [{ location: "", title: "깊이", text: "<p>딥러닝</p>" }]
listen({ data: { type: 0, data: { config, docs, options: {} } } })
listen({ data: { type: 2, data: "딥러닝" } })
if (said.join() !== "1,3") throw new Error(`the search worker answers ${said.join() || "nothing"} instead of 1,3`)
