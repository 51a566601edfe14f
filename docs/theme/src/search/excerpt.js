// What a result shows: the sections that answer, with the matched words marked.

import { escape, fold, words } from "./text.js"

const LENGTH = 160 // characters of text around the first matched word

/** Matches the query's words as pages spell them: 손실 함수 where 손실함수 was typed, layers for layer. */
export function pattern(units) {
  const spelt = new Set()
  for (const { kind, weight, surfaces } of units) {
    // Of keras.layers.Dense the whole and Dense, not every keras; of a question not what only asks.
    if (weight > 0.5 && (kind !== "part" || weight === 1)) for (const surface of surfaces) spelt.add(fold(surface))
  }
  const alternatives = [...spelt]
    .sort((a, b) => b.length - a.length)
    .map((surface) => spell(surface))
    .filter(Boolean)
  return alternatives.length ? new RegExp(alternatives.join("|"), "giu") : null
}

function spell(surface) {
  const list = words(surface)
  const spelt = list.map(({ text, hangul }) => {
    if (!hangul) return text.replaceAll(".", "\\.")
    return [...text].join("\\s?")
  })
  if (!spelt.length) return null
  const first = list[0]
  const last = list.at(-1)
  const open = first.hangul ? (first.text.length === 1 && list.length === 1 ? "(?<![가-힣])" : "") : "(?<![a-z0-9_])"
  const close = last.hangul ? "" : "(?:e?s)?(?![a-z0-9_])"
  return open + spelt.join("[\\s-]?") + close
}

/** How often, and with how many different words, a text matches. */
export function count(text, matches) {
  const found = new Map()
  if (matches) for (const [word] of text.matchAll(matches)) found.set(fold(word), (found.get(fold(word)) ?? 0) + 1)
  return found
}

/** HTML of a text with its matches marked. */
export function mark(text, matches) {
  if (!matches) return escape(text)
  let html = ""
  let end = 0
  for (const match of text.matchAll(matches)) {
    html += `${escape(text.slice(end, match.index))}<mark>${escape(match[0])}</mark>`
    end = match.index + match[0].length
  }
  return html + escape(text.slice(end))
}

/** HTML of the line with the most different matches, cut to a readable length. */
export function teaser(section, matches) {
  let best = null
  for (const line of section.text.split("\n")) {
    const text = line.trim()
    if (!text) continue
    const value = count(text, matches).size
    if (!best || value > best.value) best = { text, value }
  }
  if (!best) return ""
  let { text } = best
  if (text.length > LENGTH) {
    const first = Math.max(0, matches ? text.search(matches) : 0)
    const from = Math.max(0, Math.min(first - LENGTH / 3, text.length - LENGTH))
    const start = from > 0 ? text.indexOf(" ", from) + 1 : 0
    const stop = text.lastIndexOf(" ", start + LENGTH)
    text = `${start ? "… " : ""}${text.slice(start, stop > first ? stop : start + LENGTH)}${stop < text.length ? " …" : ""}`
  }
  return `<p>${mark(text, matches)}</p>`
}
