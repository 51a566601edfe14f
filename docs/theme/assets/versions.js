// Narrows the tables of install/versions to a Python and a system, and says
// so where the package index was asked long ago: a page ages after its build.

import { seen } from "./system.mjs"

const stale = document.querySelector(".gipi-stale")
if (stale) {
  const asked = new Date(document.querySelector("#asked time").dateTime)
  stale.hidden = Date.now() - asked <= Number(stale.dataset.days) * 86_400_000
}

const form = document.querySelector("form.gipi-filter")
const choices = ["python", "system"]
// The system that a browser's computer most likely is; a Mac of which nothing else is known has Apple's processor.
const LIKELY = { windows: "windows-x86_64", macos: "macos-arm64", linux: "linux-x86_64" }

/** Shows of one system's tables the chosen Python's column and its rows; gives how many rows, or none. */
function narrow(part, python) {
  let rows = 0
  for (const table of part.querySelectorAll("table")) {
    // Below the Python that is recommended it says so.
    const heads = [...table.tHead.rows[0].cells].map((cell) => cell.firstChild.textContent.trim())
    const before = rows
    const column = heads.indexOf(python)
    for (const row of table.rows) {
      for (const [index, cell] of [...row.cells].entries())
        cell.hidden = Boolean(python) && index !== column && /^3\.\d+$/.test(heads[index])
      if (row.parentElement === table.tHead) continue
      row.hidden = Boolean(python) && (column < 0 || row.cells[column].textContent.trim() === "–")
      if (!row.hidden) rows += 1
    }
    // What is old is folded, but not from somebody who asks for a Python of which most is old.
    const fold = table.closest("details")
    if (fold) fold.hidden = Boolean(python) && rows === before
    if (fold && python && rows - before > before) fold.open = true
  }
  return rows
}

function show() {
  const python = form.elements.python.value, system = form.elements.system.value
  const without = []
  let tables = 0, rows = 0
  for (const part of document.querySelectorAll(".gipi-system")) {
    const wanted = !system || part.dataset.system === system
    const found = narrow(part, python)
    if (wanted && !found) without.push(part.querySelector("h3").firstChild.textContent.trim())
    part.hidden = !wanted || (Boolean(python) && !found)
    if (!part.hidden && found) {
      tables += 1
      rows += found
    }
  }
  const output = form.querySelector("output"), said = []
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name])
  if (tables) said.push(filled(output.dataset.shown, { tables, rows }))
  if (python && without.length) said.push(filled(output.dataset.without, { python, systems: without.join(", ") }))
  output.textContent = said.join(". ")
}

/** Keeps the choice in the address, so that it can be sent as a link. */
function remember() {
  const address = new URL(location.href)
  for (const name of choices) {
    if (form.elements[name].value) address.searchParams.set(name, form.elements[name].value)
    else address.searchParams.delete(name)
  }
  history.replaceState(history.state, "", address)
}

/** What the address leads to; an address is whatever somebody wrote, and % alone is no character. */
function aim() {
  try {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {
    return null
  }
}

/** A link may lead to what is hidden. */
function reveal() {
  const target = aim()
  const fold = target?.closest(".gipi-system details")
  if (fold) fold.open = true
  if (!target?.closest(".gipi-system[hidden]")) return
  form.reset()
  show()
  remember()
  target.scrollIntoView()
}

if (form) {
  const asked = new URLSearchParams(location.search)
  for (const name of choices) {
    const wanted = asked.get(name) ?? (name === "system" && !asked.has("python") ? LIKELY[seen()] : null)
    const known = [...form.elements[name].options].some((option) => option.value === wanted)
    if (known) form.elements[name].value = wanted
  }
  form.hidden = false
  form.addEventListener("submit", (event) => event.preventDefault())
  form.addEventListener("change", () => { show(); remember() })
  addEventListener("hashchange", reveal)
  show()
  reveal()
}
