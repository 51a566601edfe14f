// From a query to what Material's dialog shows.

import { count, mark, pattern, teaser } from "./excerpt.js"
import { rank } from "./rank.js"
import { read } from "./query.js"
import { Site } from "./site.js"
import { fold } from "./text.js"

const LENGTH = 2000 // characters of a query that are read: its beginning, and its end, where an error stands
const SECTIONS = 6 // shown of a page
const SURFACES = 6 // spellings that the opened page marks

/** @param data what Material posts: {config, docs, options} of search_index.json */
export function setup(data) {
  const site = new Site(data)
  const separator = new RegExp(data.config.separator, "u")
  return (typed) => {
    const raw = typed.length > LENGTH ? `${typed.slice(0, LENGTH / 2)} ${typed.slice(-LENGTH / 2)}` : typed
    if (!raw.trim()) return { items: [] }
    const query = read(raw, site)
    const found = rank(query, site)
    if (!found.length) return { items: nearest(raw, site), nearest: true }
    const matches = pattern(query.units)
    return {
      items: found.map((one) => item(one, query, matches, separator)),
      ...(data.options?.suggest && { suggest: suggestion(raw, query) }),
    }
  }
}

/**
 * A page's documents as Material draws them: the page itself, and the sections
 * that match. The document with the highest score is where Enter leads.
 */
function item({ page, score, section: named }, query, matches, separator) {
  const judged = page.sections.map((section, i) => {
    const titles = count(section.title, matches)
    const texts = count(section.text, matches)
    const kinds = new Set([...titles.keys(), ...texts.keys()]).size
    const often = [...texts.values()].reduce((a, b) => a + b, 0)
    const value = section === named ? Infinity : 3 * titles.size + 2 * kinds + Math.log1p(often)
    return { section, value, surfaces: [...titles.keys(), ...texts.keys()], top: i === 0 }
  })
  const spelt = new Set(judged.flatMap(({ surfaces }) => surfaces))
  const terms = {}
  for (const surface of [...spelt].slice(0, SURFACES)) {
    // Material splits at the separator and then cannot find what it escaped.
    const clean = surface.split(separator).filter(Boolean).join(" ")
    if (clean) terms[clean] = true
  }
  const [top, ...rest] = judged
  const sections = rest
    .filter(({ value }) => value > 0)
    .sort((a, b) => b.value - a.value)
    .slice(0, SECTIONS)
  // A message's words stand in one section; a term's page is read from its top if that speaks of it.
  const inside = named || (sections.length && (query.message ? sections[0].value > top.value : !top.value))
  const documents = sections.map(({ section }, i) =>
    document(section, inside && i === 0 ? score : score * 0.9 ** (i + 2), matches, terms),
  )
  documents.push({ ...document(top.section, inside ? score * 0.95 : score, matches, terms) })
  return documents.sort((a, b) => b.score - a.score)
}

function document(section, score, matches, terms) {
  return {
    location: section.location,
    title: mark(section.title, matches),
    text: teaser(section, matches),
    score: score * 100,
    terms,
  }
}

/** Nothing found: the glossary's terms that look like it, under a heading that says so; nothing where none does. */
function nearest(raw, site) {
  const glossary = site.at.get(site.glossary)
  if (!glossary) return []
  const sections = site.names
    .nearest(raw, 3)
    .map((entry) => site.entry(entry))
    .filter(Boolean)
  if (!sections.length) return []
  const documents = [...sections, glossary.sections[0]].map((section) => document(section, 1, null, {}))
  // By this docs/theme/assets/search.mjs sees that nothing was found.
  documents.at(-1).title = `<span class="gipi-nearest">${documents.at(-1).title}</span>`
  return [documents]
}

/** Words that the last typed one may become; Material shows the last of them in grey. */
function suggestion(raw, query) {
  const last = raw.split(/[\s-]+/).at(-1)
  const unit = query.units.find(({ half }) => half)
  if (!unit || !last) return []
  const word = unit.hits[0].name.word.split(/\s+/).find((part) => fold(part).startsWith(fold(last)))
  return word ? [word] : []
}
