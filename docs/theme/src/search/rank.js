// Pages in the order in which they answer a query.
//
// A page gains by naming what the query names (the glossary says which page
// teaches a term) and by its text. Both count in proportion to how much of the
// query the word is: rare words more than those on every page.

import { TYPED } from "./naming.js"
import { same } from "./trouble.js"

const NAMED = 1.2 // being the page about a unit, against having the best text for it
const MENTIONED = 0.8 // the glossary's entry for a term that a page teaches
const DEFINED = 1.1 // the same where no page teaches it
const ORDER = 0.6 // having the query's words in the query's order
const MESSAGE = 1.6 // the same for a message, which nobody words freely
const HELPS = /^(?:install|errors)\// // pages for somebody who is stuck
const HELP = 1.15
const DICTIONARY = "errors/"
const ANY = 1 // being where any error is looked up, for who does not say which
const WAY_OUT = /^errors\//
const OUT = 1.5 // such a page, where somebody says in words of their own that something is wrong
const ASIDE = 0.5
const NO_TROUBLE = 0.8 // such a page where nobody says that anything is wrong
const NO_WAY_OUT = 0.6 // any other but those that help
const LEAST = 0.02 // of the best page's score; less is no answer
const MOST = 40

/** @returns [{page, score, section}] best first; section where the answer stands, if it does not at the top */
export function rank(query, site) {
  const total = new Map()
  const at = new Map()
  const give = (page, score, section) => {
    total.set(page, (total.get(page) ?? 0) + score)
    if (section && score > (at.get(page)?.score ?? 0)) at.set(page, { section, score })
  }
  // Beside a term an ordinary word is only a hint, however rare: 깊으면 beside 층.
  const most = query.units.some(({ kind, hits }) => (kind === "name" || query.message) && hits.length) ? HINT : RARE
  const judged = query.units.map((unit) => {
    const text = site.scores(unit, query.words.length <= TYPED)
    const pages = about(unit, query, site)
    const rare = Math.min(unit.kind === "name" ? RARE : most, rarity(text.size, site.pages.length))
    return { text, pages, weight: unit.weight * rare }
  })
  const sum = judged.reduce((rest, { weight }) => rest + weight, 0) || 1
  for (const { text, pages, weight } of judged) {
    const share = weight / sum
    for (const [id, score] of text) give(site.pages[id], share * score)
    for (const [page, { value, section }] of pages) give(page, share * NAMED * value, section)
  }
  if (query.words.length > 1) inOrder(query, total, give)
  if (query.open && site.at.has(DICTIONARY)) give(site.at.get(DICTIONARY), ANY)
  for (const [page, score] of total) total.set(page, score * help(page, query))
  const best = Math.max(0, ...total.values())
  return [...total]
    .filter(([, score]) => score > LEAST * best)
    .map(([page, score]) => ({ page, score, section: at.get(page)?.section }))
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
}

/** Who is stuck wants a way out, of a message every page that helps may have it; who names a term does not. */
function help({ location }, { message, wrong }) {
  if (message) return HELPS.test(location) ? HELP : 1
  if (!wrong) return WAY_OUT.test(location) ? NO_TROUBLE : 1
  if (WAY_OUT.test(location)) return 1 + wrong * (OUT - 1)
  return HELPS.test(location) ? 1 : 1 - wrong * (1 - NO_WAY_OUT)
}

/** What a word on every page still counts, and what a word on a single page counts at most. */
const COMMON = 0.3
const RARE = 2.2
const HINT = 1.1

const rarity = (count, pages) => COMMON + Math.log((pages + 1) / (count || 1))

/** The pages that a unit's names belong to: Map of page to {value, section}. */
function about(unit, query, site) {
  const found = new Map()
  const put = (page, value, section) => {
    if (page && value > (found.get(page)?.value ?? 0)) found.set(page, { value, section })
  }
  const glossary = site.at.get(site.glossary)
  const targets = unit.hits.flatMap(({ name, sure }) =>
    name.targets.map((target) => ({ ...target, value: sure * target.weight, teaches: site.at.get(target.entry?.page) })),
  )
  const taught = Math.max(0, ...targets.filter(({ teaches }) => teaches).map(({ value }) => value))
  for (const { entry, page, section, value, teaches } of targets) {
    // Who is stuck asks neither for what a word means nor for any heading that has it.
    if (page) put(page, value * page.boost * (section && query.wrong && !query.message ? ASIDE : 1), section)
    if (!entry) continue
    put(teaches, value * (query.wrong && !query.message ? ASIDE : 1))
    put(glossary, value * (value > taught ? DEFINED : MENTIONED), site.entry(entry))
  }
  return found
}

/** Reward pages that have the query's neighbouring words as neighbours. */
function inOrder({ words, units, message, wrong }, total, give) {
  const inOne = units.filter(({ kind }) => kind === "name").map(({ from, to }) => [from, to])
  const pairs = []
  words.forEach((word, i) => {
    // 안 돼요 says that something is wrong on every page alike.
    if (!i || (word.asks && words[i - 1].asks) || inOne.some(([from, to]) => from < i && i < to)) return
    pairs.push(`${words[i - 1].text} ${word.text}`)
    // 설치하다가 오류가 is what pages and readers call 설치 오류.
    const bare = [words[i - 1], word].map(({ text, stem }) => same(text) ?? stem).join(" ")
    if (wrong && !message && bare !== pairs.at(-1)) pairs.push(bare)
  })
  const pages = [...total].sort((a, b) => b[1] - a[1]).slice(0, 25).map(([page]) => page)
  const has = pairs.map((pair) => new Set(pages.filter((page) => page.flat.includes(` ${pair} `))))
  const worth = has.map((set) => (set.size ? Math.log(1 + pages.length / set.size) : 0))
  const sum = worth.reduce((a, b) => a + b, 0)
  if (!sum) return
  const share = ((message ? MESSAGE : ORDER) * has.filter((set) => set.size).length) / pairs.length
  for (const page of pages) {
    const got = has.reduce((rest, set, i) => rest + (set.has(page) ? worth[i] * often(page.flat, pairs[i]) : 0), 0)
    if (got) give(page, (share * got) / sum)
    if (got && message) give(page, (MESSAGE * (longestRun(page.flat, words) - 1)) / (words.length - 1))
  }
}

/** 1 for once, a little more for oftener. */
const often = (flat, pair) => 1 + 0.15 * Math.log(flat.split(` ${pair} `).length - 1)

/** How many of the words, one after the other, a page has at most. */
function longestRun(flat, words) {
  let longest = 0
  for (let from = 0, to = 0; from < words.length - longest; from++) {
    to = Math.max(to, from)
    while (to < words.length && flat.includes(` ${words.slice(from, to + 1).map(({ text }) => text).join(" ")} `)) to++
    longest = Math.max(longest, to - from)
  }
  return Math.max(1, longest)
}
