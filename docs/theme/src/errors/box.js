// The box on errors/index: what is pasted into it is matched here, in the browser.

import { answer, prepare } from "./match.js"

const box = document.getElementById("gipi-paste")
const field = document.getElementById("gipi-pasted")
const found = document.getElementById("gipi-found")

/** The dictionary, fetched when somebody first reaches for the box, and again where that failed. */
let entries
const dictionary = () =>
  (entries ??= fetch("entries.json")
    .then((answer) => answer.json())
    .then(prepare)
    .catch((error) => {
      entries = undefined
      throw error
    }))

async function show() {
  const paste = field.value
  if (!paste.trim()) return found.replaceChildren()
  let nodes
  try {
    const { hits, lacks } = answer(paste, await dictionary())
    nodes = hits.length ? [said("gipi-some"), links(hits.slice(0, 3))] : lacks ? [] : [said("gipi-none")]
    if (lacks) nodes.push(said(`gipi-${lacks}`))
  } catch (error) {
    nodes = [said("gipi-broken")]
    console.error(error)
  }
  // Something else may have been pasted while the list was on its way.
  if (field.value === paste) found.replaceChildren(...nodes)
}

/** One of the page's own sentences. */
const said = (id) => document.getElementById(id).content.cloneNode(true)

function links(hits) {
  const list = document.createElement("ol")
  for (const { entry, section, line, astray } of hits) {
    const link = document.createElement("a")
    link.href = `${entry.name}/${section ? `#${section}` : ""}`
    link.textContent = entry.title
    const item = document.createElement("li")
    const why = document.createElement("code")
    why.textContent = line.text.length > 160 ? `${line.text.slice(0, 160)}…` : line.text
    item.append(link, document.createElement("br"), why)
    if (astray) item.append(said("gipi-other"))
    list.append(item)
  }
  return list
}

let waiting
field.addEventListener("focus", () => dictionary().catch(() => {})) // said when something is pasted
field.addEventListener("input", () => {
  clearTimeout(waiting)
  // Who types is not told of each letter.
  waiting = setTimeout(show, 150)
})
box.hidden = false
show() // a browser restores what was in the field
