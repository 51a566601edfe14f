// The pages as MiniSearch knows them, and the scores of a unit of a query.

import MiniSearch from "minisearch"

import { jamo } from "./hangul.js"
import { Names } from "./names.js"
import { gather } from "./pages.js"
import { fold, words } from "./text.js"
import { parts, terms } from "./tokens.js"
import { Vocabulary } from "./vocabulary.js"

const FIELDS = { title: 6, heads: 2.5, text: 1 }

export class Site {
  constructor({ config, docs }) {
    this.pages = gather(docs)
    this.at = new Map(this.pages.map((page) => [page.location, page]))
    this.entries = config.terms ?? []
    this.glossary = config.glossary
    this.vocabulary = new Vocabulary()
    this.index = new MiniSearch({
      idField: "id",
      fields: Object.keys(FIELDS),
      tokenize: terms,
      processTerm: (term) => term,
      extractField: (page, field) => page[field],
      searchOptions: { tokenize: (term) => [term], boost: FIELDS, bm25: { k: 1.2, b: 0.6, d: 0.5 } },
    })
    this.pages.forEach((page, id) => {
      // The glossary has every term as a heading; Names knows whose it is.
      const heads = page.location === this.glossary ? [] : page.sections.slice(1).map((section) => section.title)
      const text = page.sections.map((section) => section.text).join("\n")
      const slug = page.location.replace(/[/-]/g, " ")
      this.index.add({ id, title: `${page.title}\n${slug}`, heads: heads.join("\n"), text })
      this.vocabulary.add(`${page.title}\n${heads.join("\n")}\n${text}`)
      page.id = id
    })
    this.names = new Names(this.pages, this.entries)
  }

  /** Does any word of the site begin like this? */
  begins(stem, hangul) {
    return (
      this.names.startingWith(stem).length > 0 ||
      this.#search(hangul ? jamo(stem) : stem, { prefix: true }).length > 0
    )
  }

  /**
   * How well each page's text answers to a unit: Map of page id to a score, the
   * best page 1. Spellings of a unit are alternatives: the best one counts.
   */
  scores(unit) {
    const best = new Map()
    unit.surfaces.forEach((surface, i) => {
      for (const [id, score] of this.#surface(surface, unit.last && i === 0)) {
        const value = score * (i ? 0.8 : 1)
        if (value > (best.get(id) ?? 0)) best.set(id, value)
      }
    })
    const top = Math.max(0, ...best.values())
    for (const [id, score] of best) best.set(id, score / top)
    return best
  }

  #search(query, options) {
    return this.index.search(query, options)
  }

  /** Scores of one spelling: all its words, then what begins like it, then what nearly is it. */
  #surface(surface, last) {
    const list = words(fold(surface))
    if (!list.length) return []
    const only = list.length === 1 ? list[0] : null
    let found = this.#search({ combineWith: "AND", queries: phrase(list) })
    let factor = 1
    if (only && !only.hangul && (last || !found.length) && only.text.length > 1) {
      const longer = this.#search(only.text, { prefix: true, weights: { prefix: 0.6, fuzzy: 0.3 } })
      if (longer.length > found.length) found = longer
    }
    if (!found.length && list.length > 1 && list.every((word) => !word.hangul))
      found = this.#search(list.map((word) => word.text).join(""))
    if (!found.length && only && !only.hangul) {
      const single = only.text.replace(/e?s$/, "")
      if (parts(only.text).length) {
        found = this.#search({ combineWith: "AND", queries: parts(only.text) })
        factor = 0.7
      } else if (single.length > 2) found = this.#search(single, { prefix: true })
    }
    if (!found.length && only?.hangul) {
      found = this.#search(jamo(only.text), { prefix: true })
      factor = 0.8
    }
    if (!found.length && only && only.text.length > (only.hangul ? 2 : 4)) {
      found = this.#search(only.hangul ? jamo(only.text) : only.text, { fuzzy: 0.2, maxFuzzy: 2 })
      factor = 0.6
    }
    if (!found.length && only?.hangul && only.text.length > 3) {
      const pairs = pairsOf(only.text)
      found = this.#search({ combineWith: "OR", queries: pairs })
        .map((one) => ({ ...one, score: one.score * (one.queryTerms.length / pairs.length) ** 2, part: one.queryTerms.length / pairs.length }))
        .filter(({ part }) => part >= 0.6)
      factor = 0.5
    }
    return found.map(({ id, score }) => [id, score * factor * this.pages[id].boost])
  }
}

const pairsOf = (word) => Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))

/** 손실함수 as 손실, then 실함 or 실 함, then 함수: with or without the blank. */
function phrase(list) {
  const queries = []
  list.forEach((word, n) => {
    const next = list[n + 1]
    if (!word.hangul) queries.push(word.text)
    else if (word.text.length === 1 && list.length === 1) queries.push(word.text)
    else
      pairsOf(word.text).forEach((pair) =>
        queries.push({ combineWith: "OR", queries: [pair, `${pair[0]} ${pair[1]}`] }),
      )
    if (word.hangul && next?.hangul) {
      const [a, b] = [word.text.at(-1), next.text[0]]
      queries.push({ combineWith: "OR", queries: [a + b, `${a} ${b}`] })
    }
  })
  return queries
}
