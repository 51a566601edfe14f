// Which words the site uses, learnt from its own text: 손실 stands before many
// particles (손실은, 손실이, 손실을), so 손실이 is 손실 and a particle, but 차이 is a word.

import { verbNoun, withoutParticle } from "./hangul.js"
import { fold, words } from "./text.js"

/** One of thirty bits for a particle; that two particles may share one does no harm. */
const bit = (particle) => 4 << ((particle.charCodeAt(0) * 31 + particle.length) % 29)

export class Vocabulary {
  constructor() {
    this.company = new Map() // stem -> the particles seen after it, a bit each
    this.latin = new Set()
  }

  add(text) {
    for (const word of words(fold(text))) {
      if (!word.hangul) {
        this.latin.add(word.text)
        continue
      }
      this.#note(word.text, 1)
      for (const [rest, particle] of withoutParticle(word.text)) this.#note(rest, bit(particle))
      const noun = verbNoun(word.text)
      if (noun) this.#note(noun, 2)
    }
  }

  #note(stem, seen) {
    this.company.set(stem, this.company.get(stem) | seen)
  }

  /** How sure it is that this is a word: the number of particles seen after it. */
  #sure(stem) {
    let bits = this.company.get(stem)
    let count = 0
    for (; bits; bits &= bits - 1) count++
    return count
  }

  /** Does the site use this word, with or without a particle? */
  has(word) {
    return this.latin.has(word) || this.#sure(word) > 0
  }

  /**
   * The word without particle or verb ending. `isName` knows the terms of the
   * glossary, which are words whatever the text says. One syllable is only
   * believed when it is such a name: 정도 is not 정 and a particle.
   */
  stem(word, isName) {
    if (isName(word)) return word
    const rests = withoutParticle(word).map(([rest]) => rest)
    const noun = verbNoun(word)
    if (noun) rests.push(noun, ...withoutParticle(noun).map(([rest]) => rest))
    const name = rests.find(isName)
    if (name) return name
    const long = rests.filter((rest) => rest.length > 1)
    let best = word
    for (const rest of long) if (this.#sure(rest) > Math.max(1, this.#sure(best))) best = rest
    if (best === word && !this.has(word) && long.length) return noun ?? long[0]
    return best
  }
}
