// Where in a paste, as it stands in the field, the lines are that something was read from.

import { compact, plain } from "./tidy.js"

const ENOUGH = 200 // characters by which a line is known again: the longest are cut as they are read

/** The lines of the paste, counted from 0, that each of `every` (from match.js) is; none for what is not found. */
export function places(paste, every) {
  const wanted = every.map((line) => line.compact.slice(0, ENOUGH))
  const found = new Map()
  let next = 0
  for (const [number, raw] of paste.split(/\r\n?|\n/).entries()) {
    if (next === wanted.length) break
    const text = compact(plain(raw))
    // What a page's source has in one line may be several.
    for (let at = 0; next < wanted.length && (at = text.indexOf(wanted[next], at)) >= 0; next++) {
      found.set(every[next], number)
      at += wanted[next].length
    }
  }
  return found
}
