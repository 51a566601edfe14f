// Which parts of a query are names of the site: as they are, half-typed, or misspelt.

import { compact } from "./text.js"

const NAME = 1.3 // a name's weight against an ordinary word's
const GUESS = 0.6 // how sure it is that a whole word is only the beginning of a name
export const TYPED = 12 // words that somebody types; in more nobody looks for typing errors
const WIDE = 3 // words that a misspelt or half-typed name is looked for in

/** Units for the names among a query's words; no two overlap. */
export function named(list, site) {
  const units = site.names
    .within(list)
    .map(({ name, from, to, sure }) => unit([{ name, sure }], from, to, { exact: sure === 1 }))
  const put = (one) => {
    for (let i = units.length - 1; i >= 0; i--)
      if (units[i].from < one.to && one.from < units[i].to) units.splice(i, 1)
    units.push(one)
  }
  const half = begun(list, units, site)
  if (half) put(half)
  // 텐서플루 is not 텐서 and something, but 텐서플로 misspelt.
  const settled = new Set(units.filter((one) => one.exact || one.half).flatMap(({ from, to }) => range(from, to)))
  list.forEach((word, i) => {
    if (list.length > TYPED || word.known || settled.has(i) || /^\d/.test(word.text)) return
    const wrong = misspelt(list, i, site)
    if (wrong) put(wrong)
  })
  return units
}

/** The numbers from `from` up to `to`. */
export const range = (from, to) => Array.from({ length: to - from }, (_, i) => from + i)

/** What the end of the query is the beginning of: 손실 함, 역ㅈ. */
function begun(list, units, site) {
  const end = list.length
  const whole = units.find((one) => one.to === end && one.exact)
  for (let from = Math.max(0, end - WIDE); from < (whole?.from ?? end); from++) {
    const typed = joined(list, from, end)
    const hits = typed.length > 1 || end === 1 ? site.names.startingWith(typed) : []
    if (!hits.length) continue
    if (from < end - 1 || !list[from].known) return unit(strongest(hits), from, end, { half: true })
    // 함수 is a word already; that 함수형 API begins so is a guess, that a heading does means nothing.
    const guessed = hits.filter(({ name }) => name.targets.some(({ section }) => !section))
    if (!guessed.length) return null
    const unsure = strongest(guessed).map((hit) => ({ ...hit, sure: hit.sure * GUESS }))
    return { ...unit(unsure, from, end, { half: true }), weight: 1, surfaces: [list[from].stem] }
  }
  return null
}

/** The name nearest to an unknown word, alone or with its neighbours: 손실 햠수. */
function misspelt(list, i, site) {
  let best = null
  for (let from = Math.max(0, i - WIDE + 1); from <= i; from++)
    for (let to = i + 1; to <= Math.min(list.length, i + WIDE); to++) {
      const hits = [...site.names.like(joined(list, from, to, true)), ...site.names.like(joined(list, from, to))]
      const top = Math.max(0, ...hits.map(({ sure }) => sure))
      const value = top * (0.7 + 0.3 * (to - from))
      if (top > 0.35 && value > (best?.value ?? 0)) best = { value, from, to, hits }
    }
  return best && unit(strongest(best.hits), best.from, best.to)
}

/** Some words as one, the last without its particle if asked. */
function joined(list, from, to, stem = false) {
  return list
    .slice(from, to)
    .map((word, i) => compact(stem && from + i === to - 1 ? word.stem : word.text))
    .join("")
}

const strongest = (hits) => hits.sort((a, b) => b.sure - a.sure).slice(0, 8)

function unit(hits, from, to, more) {
  const surfaces = new Set()
  for (const { name } of hits.slice(0, 4)) {
    surfaces.add(name.word)
    for (const { entry } of name.targets) entry?.names.forEach((word) => surfaces.add(word))
  }
  return { kind: "name", from, to, weight: NAME, hits, surfaces: [...surfaces], ...more }
}
