// node cost.mjs INDEX [every]: which queries of a megabyte take the search too long: [[name, ms]].

import { readFileSync } from "node:fs"

import { setup } from "../../docs/theme/src/search/search.js"
import { costly, hostile } from "../hostile.mjs"

const LIMIT = 200 // ms of processor time

const search = setup({ ...JSON.parse(readFileSync(process.argv[2], "utf8")), options: { suggest: true } })
const words = Array.from({ length: 200 }, (_, i) => String.fromCodePoint(0xac00 + 53 * i, 0xac00 + 97 * i, 0xac00 + 151 * i))
const queries = [["words that nobody knows", words.join(" ")], ...hostile(1_000_000, process.argv[3] === "every")]
process.stdout.write(JSON.stringify(costly(queries, search, LIMIT)))
