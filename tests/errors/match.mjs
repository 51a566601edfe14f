// Reads { entries, pastes } and writes, for each paste, the entries that fit: [{ name, line }], best first.

import { readFileSync } from "node:fs"

import { match, prepare } from "../../docs/theme/src/errors/match.js"

const { entries, pastes } = JSON.parse(readFileSync(process.argv[2], "utf8"))
const prepared = prepare(entries)
const start = performance.now()
const answers = pastes.map((paste) =>
  match(paste, prepared).map(({ entry, section, score, line }) => ({ name: entry.name, section, score, line: line.text })),
)
process.stdout.write(JSON.stringify({ answers, ms: performance.now() - start }))
