// The pages as MiniSearch knows them, and the scores of a unit of a query.

import MiniSearch from "minisearch"

import { jamo } from "./hangul.js"
import { Names } from "./names.js"
import { gather } from "./pages.js"
import { fold, singular, words } from "./text.js"
import { parts, terms } from "./tokens.js"
import { Vocabulary } from "./vocabulary.js"

const REMEMBERED = 500 // spellings and what they find
const FIELDS = { title: 6, typed: 4, heads: 2.5, text: 1 }

export class Site {
  constructor({ config, docs }) {
    this.pages = gather(docs)
    this.at = new Map(this.pages.map((page) => [page.location, page]))
    this.entries = config.terms ?? []
    this.glossary = config.glossary
    this.answered = new Map()
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
      this.index.add({ id, title: `${page.title}\n${slug}`, typed: page.typed.join("\n"), heads: heads.join("\n"), text })
      this.vocabulary.add(`${page.title}\n${page.typed.join("\n")}\n${heads.join("\n")}\n${text}`)
      page.id = id
    })
    this.names = new Names(this.pages, this.entries, this.glossary)
  }

  /** The section of the glossary page that defines a term. */
  entry({ id }) {
    return this.at.get(this.glossary)?.sections.find(({ location }) => location === `${this.glossary}#${id}`)
  }

  /** Does any word of the site begin like this? */
  begins(stem, hangul) {
    return (
      this.names.startingWith(stem).length > 0 ||
      this.index.search(hangul ? jamo(stem) : stem, { prefix: true }).length > 0
    )
  }

  /**
   * How well each page's text answers to a unit: Map of page id to a score, the
   * best page 1, or less where only something similar was found. Spellings of a
   * unit are alternatives: the best one counts. Not `loosely`: what only looks like it is not looked for.
   */
  scores(unit, loosely = true) {
    const best = new Map()
    let quality = 0
    unit.surfaces.forEach((surface, i) => {
      const { found, factor } = this.#surface(surface, unit.last && i === 0, loosely)
      if (found.length) quality = Math.max(quality, factor)
      for (const { id, score } of found) {
        const value = score * factor * (i ? 0.8 : 1) * this.pages[id].boost
        if (value > (best.get(id) ?? 0)) best.set(id, value)
      }
    })
    const top = Math.max(0, ...best.values())
    for (const [id, score] of best) best.set(id, (quality * score) / top)
    return best
  }

  /** What one spelling finds. A query asks for the same one several times, and the next query for most of them again. */
  #surface(surface, half, loosely) {
    const asked = `${surface} ${half} ${loosely}`
    if (!this.answered.has(asked)) {
      if (this.answered.size > REMEMBERED) this.answered.clear()
      this.answered.set(asked, this.#answer(surface, half, loosely))
    }
    return this.answered.get(asked)
  }

  /** All its words, else what begins like it, else what nearly is it. */
  #answer(surface, half, loosely) {
    const list = words(fold(surface)).map((word) => (word.hangul ? word : { ...word, text: singular(word.text) }))
    if (!list.length) return { found: [], factor: 0 }
    for (const [factor, find] of list.length > 1 ? this.#phrases(list) : this.#single(list[0], half, loosely)) {
      const found = find()
      if (found.length) return { found, factor }
    }
    return { found: [], factor: 0 }
  }

  #phrases(list) {
    const all = [[1, () => this.#every(phrase(list))]]
    // over fitting for overfitting
    if (list.every((word) => !word.hangul)) all.push([1, () => this.index.search(list.map((word) => word.text).join(""))])
    return all
  }

  #single({ text, hangul }, half, loosely) {
    const exactly = () => this.#every(phrase([{ text, hangul }]))
    const fields = ["title", "heads", "text"] // what readers type for a page is meant as it stands
    const begun = () => this.index.search(hangul ? jamo(text) : text, { fields, prefix: true, weights: { prefix: 0.6, fuzzy: 0 } })
    const nearly = () => this.index.search(hangul ? jamo(text) : text, { fields, fuzzy: 0.2, maxFuzzy: 2 })
    if (!hangul) {
      const all = half && text.length > 1 ? [[1, begun]] : [[1, exactly]]
      if (text.length > 2) all.push([0.7, begun])
      if (parts(text).length) all.push([0.5, () => this.#every(parts(text).map(singular))])
      if (loosely && text.length > 4) all.push([0.5, nearly])
      return all
    }
    const all = [
      [1, exactly],
      [0.7, begun],
    ]
    if (!loosely) return all
    if (text.length > 2) all.push([0.4, nearly])
    if (text.length > 3) all.push([0.4, () => this.#mostPairs(pairsOf(text))])
    return all
  }

  /**
   * Pages with all of these, each as good as its weakest: added up, 텐서 in a
   * title would make that page the best for 텐서플로.
   */
  #every(queries) {
    let scores = null
    for (const query of queries) {
      const found = new Map(this.index.search(query).map(({ id, score }) => [id, score]))
      if (scores) for (const [id, score] of found) found.set(id, Math.min(score, scores.get(id) ?? 0))
      scores = found
    }
    return [...(scores ?? [])].filter(([, score]) => score > 0).map(([id, score]) => ({ id, score }))
  }

  /** Pages with most of a long word's pairs: the word itself is nowhere. */
  #mostPairs(pairs) {
    return this.index.search({ combineWith: "OR", queries: pairs })
      .filter(({ queryTerms }) => queryTerms.length >= 0.6 * pairs.length)
      .map(({ id, score, queryTerms }) => ({ id, score: score * (queryTerms.length / pairs.length) ** 2 }))
  }
}

const pairsOf = (word) => Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2))

/** 손실함수 as 손실, then 실함 or 실 함, then 함수: with or without the blank. */
function phrase(list) {
  const queries = []
  list.forEach((word, n) => {
    if (!word.hangul) return queries.push(word.text)
    const next = list[n + 1]
    const text = word.text + (next?.hangul ? next.text[0] : "")
    if (text.length === 1) return queries.push(text)
    for (const [a, b] of pairsOf(text)) queries.push({ combineWith: "OR", queries: [a + b, `${a} ${b}`] })
  })
  return queries
}
