// The sections of search_index.json, put together as the pages they make up.
//
// Pages are ranked, not sections: a question is answered by a page whose
// sections share its words. Sections are looked at for the few pages shown.

import { fold, plain, words } from "./text.js"

export class Section {
  #text

  constructor({ location, title, text }) {
    this.location = location
    this.title = plain(title).trim()
    this.html = text
  }

  /** Readable text; made when a result first needs it. */
  get text() {
    return (this.#text ??= plain(this.html))
  }
}

class Page {
  #flat

  constructor(location) {
    this.location = location
    this.title = ""
    this.boost = 1
    this.typed = [] // what people type for it in other words than its own
    this.sections = []
  }

  /** The page's words with a blank between them, to see which stand side by side; what people type for it at the end. */
  get flat() {
    const flat = (text) => ` ${words(fold(text)).map((word) => word.text).join(" ")} `
    const text = () => this.sections.map((section) => `${section.title}\n${section.text}`).join("\n")
    return (this.#flat ??= [text(), ...this.typed].map(flat).join("\n"))
  }
}

/** [{location, title, boost, sections}]; the first section is what stands above the first heading. */
export function gather(docs) {
  const pages = new Map()
  for (const doc of docs) {
    const [location, anchor] = doc.location.split("#")
    let page = pages.get(location)
    if (!page) pages.set(location, (page = new Page(location)))
    const section = new Section(doc)
    if (anchor) page.sections.push(section)
    else {
      page.boost = doc.boost ?? 1
      page.typed = doc.typed ?? []
      page.title = section.title
      page.sections.unshift(section)
    }
  }
  return [...pages.values()].filter((page) => page.title)
}
