// Text as terms of the index.
//
// Korean is not cut into morphemes: a dictionary weighs more than the whole
// site, and measured no better. Pairs of syllables find a word whatever its
// particles and wherever it stands in a compound.

import { jamo, withoutParticle } from "./hangul.js"
import { fold, singular, words } from "./text.js"

/** An identifier's parts: keras.layers.dense has keras, layers, dense. A version has none. */
export function parts(word) {
  if (!/[._-]/.test(word) || /^[\d.]+$/.test(word)) return []
  return word.split(/[._-]+/).filter((part) => part.length > 1)
}

/**
 * The terms of a text, in order:
 * syllable pairs in a word (손실), the pair across a blank (실 함), a single
 * syllable that is a word by itself (층, also of 층은), a word in jamo (for
 * prefixes and typing errors), Latin words and their parts.
 */
export function terms(text) {
  const found = []
  let last = null
  for (const word of words(fold(text))) {
    if (word.hangul) {
      const w = word.text
      if (last && word.spaced) found.push(`${last.at(-1)} ${w[0]}`)
      for (let i = 0; i + 1 < w.length; i++) found.push(w.slice(i, i + 2))
      const single = w.length === 1 ? w : withoutParticle(w).at(0)?.[0]
      if (single?.length === 1) found.push(single)
      found.push(jamo(w))
    } else {
      found.push(singular(word.text), ...parts(word.text).map(singular))
    }
    last = word.hangul ? word.text : null
  }
  return found
}
