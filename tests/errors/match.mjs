// Reads { entries, pastes } and writes, for each paste, what the box says: { hits: [{ name, section, line, … }], lacks, from, to }.

import { readFileSync } from "node:fs"

import { answer, prepare } from "../../docs/theme/src/errors/match.js"

const { entries, pastes } = JSON.parse(readFileSync(process.argv[2], "utf8"))
const prepared = prepare(entries)
const answers = pastes.map((paste) => {
  const { hits, lacks, from, to } = answer(paste, prepared)
  return {
    hits: hits.map(({ entry, section, score, line, astray }) => ({ name: entry.name, section, score, astray, line: line.text })),
    lacks,
    from,
    to,
  }
})
process.stdout.write(JSON.stringify(answers))
