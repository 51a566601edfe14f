// The box on errors/index: what is pasted into it is matched here, in the browser.
// The line that decided is marked in the field, and the first thing to do stands below.

import { command } from "../../assets/command.mjs"
import { seen } from "../../assets/system.mjs"
import { answer, prepare } from "./match.js"

const box = document.getElementById("gipi-paste")
const field = document.getElementById("gipi-pasted")
const found = document.getElementById("gipi-found")
const mark = box.querySelector(".gipi-field__mark")
const clear = box.querySelector(".gipi-clear")

const OTHERS = 2 // hits besides the first
const NOTEBOOK = /\bCell In ?\[|ipykernel|<ipython-input/
const SYSTEMS = {
  windows: /\b[A-Z]:\\|\bPS [A-Z]:|WinError|\bDLL\b|\.(?:dll|pyd|exe|ps1)\b|CategoryInfo/,
  macos: /\/Users\/|\/opt\/homebrew|macosx_|\.dylib\b|\bzsh:/,
  linux: /\/home\/|linux-gnu|manylinux|\/usr\/lib\/python3|\/content\//,
}

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

/** `came`: the text is new as a whole; then the field is scrolled to what decided. */
async function show(came) {
  const paste = field.value
  clear.hidden = !paste
  point(undefined)
  if (!paste.trim()) return found.replaceChildren()
  let nodes, from, to
  try {
    const said = answer(paste, await dictionary())
    ;({ from, to } = said)
    nodes = said.hits.length ? hits(said.hits, paste, from) : said.lacks ? [] : [sentence("none")]
    if (said.lacks) nodes.push(sentence(said.lacks))
  } catch (error) {
    nodes = [sentence("broken")]
    console.error(error)
  }
  // Something else may have been pasted while the list was on its way.
  if (field.value !== paste) return
  found.replaceChildren(...nodes)
  point(from, to, came)
}

/** One of the page's own sentences, filled in. */
function sentence(id, values = {}) {
  const own = document.getElementById(`gipi-${id}`).content.cloneNode(true)
  const texts = document.createTreeWalker(own, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(/\{(\w+)\}/g, (_, name) => values[name])
  return own
}

function hits([first, ...others], paste, from) {
  const all = paste.trimEnd().split("\n").length
  const list = document.createElement("ol")
  const item = hit(first)
  item.append(...fix(first, paste))
  list.append(item, ...others.slice(0, OTHERS).map(hit))
  return [all > 2 && from !== undefined ? sentence("line", { all, line: from + 1 }) : sentence("some"), list]
}

function hit({ entry, section, line, astray }) {
  const item = document.createElement("li")
  const link = document.createElement("a")
  link.href = `${entry.name}/${section ? `#${section}` : ""}`
  link.textContent = entry.title
  const why = document.createElement("code")
  why.textContent = line.text.length > 160 ? `${line.text.slice(0, 160)}…` : line.text
  item.append(link, why)
  if (astray) item.append(sentence("other"))
  return item
}

/** What the page says is to be done first. */
function fix({ entry, section }, paste) {
  const [say, runs] = entry.fixes[section] ?? entry.fixes[""]
  if (!say.length) return []
  const said = document.createElement("p")
  return [sentence("first"), ...say.map(paragraph), ...fitting(runs, paste).flatMap((run) => typed(run, said)), said]
}

function paragraph(html) {
  const one = document.createElement("p")
  one.innerHTML = html
  return one
}

/** Of the commands for several computers that for the reader's; all, where nothing says which that is. */
function fitting(runs, paste) {
  const system = Object.keys(SYSTEMS).find((one) => SYSTEMS[one].test(paste)) ?? seen()
  const of = (place) => runs.find(([, , , places]) => places.includes(place))
  const own = (NOTEBOOK.test(paste) && of("notebook")) || of(system) || runs.find(([, , , places]) => !places.length)
  return own ? [own] : system ? [] : runs
}

/** A command, each line with its button; before it where it is typed, and what the page says there. */
function typed([text, shell, tab, , before], said) {
  const name = { powershell: "PowerShell", console: box.dataset.terminal }[shell]
  const where = document.createElement("p")
  where.className = "gipi-fix__where"
  where.textContent = [tab, name].filter(Boolean).join(" · ")
  const lines = text.split(/(?<![\\`^])\n/)
  const rows = lines.map((line) => command("div", line, box.dataset, (words) => (said.textContent = words)))
  return [...(before ? [paragraph(before)] : []), where, ...rows]
}

/** Marks these lines of the field, which breaks none of them; without any, takes the mark away. */
function point(from, to, came) {
  mark.hidden = from === undefined
  if (mark.hidden) return
  const style = getComputedStyle(field)
  const height = parseFloat(style.lineHeight)
  const top = field.clientTop + parseFloat(style.paddingTop) + from * height
  const last = to >= from && to < from + 8 ? to : from // what was pasted twice is one line
  mark.style.height = `${(last - from + 1) * height}px`
  if (came) field.scrollTo(0, top - field.clientHeight / 2)
  move = () => (mark.style.top = `${top - field.scrollTop}px`)
  move()
}

let move = () => {}
let waiting
field.addEventListener("scroll", () => move())
field.addEventListener("focus", () => dictionary().catch(() => {})) // said when something is pasted
field.addEventListener("input", ({ inputType }) => {
  clearTimeout(waiting)
  const came = !inputType || inputType.startsWith("insertFrom")
  // Who types is not told of each letter.
  waiting = setTimeout(show, 150, came)
})
clear.addEventListener("click", () => {
  field.value = ""
  field.focus()
  show()
})
box.hidden = false
show(true) // a browser restores what was in the field
