// Text as the index holds it (HTML of blocks) and as search compares it.

const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" }

/** Readable text of a piece of the index's HTML; blocks are told apart by line ends. */
export function plain(html) {
  return html
    .replace(/<\/?(?:p|li|pre|ul|ol)>/g, "\n")
    .replace(/<[^>]+>/g, "")
    .replace(/&(?:lt|gt|amp|quot|#39);/g, (entity) => ENTITIES[entity])
    .replace(/[¶\u200b]/g, "")
}

/** Material writes titles and texts into the page as HTML. */
export function escape(text) {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;")
}

/** The form in which words are compared: macOS stores 손 as three characters. */
export function fold(text) {
  return text.normalize("NFC").toLowerCase()
}

const HANGUL = "가-힣ㄱ-ㅎㅏ-ㅣ"
const WORD = new RegExp(`[${HANGUL}]+|[a-z0-9_]+(?:[.\\-][a-z0-9_]+)*`, "g")

/**
 * The words of folded text, in order. 텐서를(tensor) gives 텐서를 and tensor,
 * keras.layers.dense is one word. `glued`: nothing stood between this word and
 * the one before it. `spaced`: only one blank did, so that 손실 함수 may be one word.
 */
export function words(folded) {
  const found = []
  let end = -2
  for (const match of folded.matchAll(WORD)) {
    const text = match[0]
    found.push({
      text,
      hangul: /[^\x00-\x7f]/.test(text),
      start: match.index,
      glued: match.index === end,
      spaced: match.index === end + 1 && /\s/.test(folded[end]),
    })
    end = match.index + text.length
  }
  return found
}

/** Without blanks and punctuation, so that 손실 함수 and 손실함수, cross-entropy and crossentropy are the same. */
export function compact(text) {
  return words(fold(text))
    .map((word) => singular(word.text.replace(/[._-]/g, "")))
    .join("")
}

/** layers as layer, losses as loss; keras, bias and axis are no plurals. */
export function singular(word) {
  if (!/^[a-z]{3,}s$/.test(word) || /[aiu]s$/.test(word)) return word
  if (/(?:ss|sh|ch|x|z)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith("ss") ? word : word.slice(0, -1)
}
