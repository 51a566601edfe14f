// The selector of install/index. Every answer was computed by the build; this
// only looks it up, shows it, and keeps the choice in the page's address.

import { command } from "./command.mjs"
import { seen } from "./system.mjs"

const form = document.getElementById("gipi-selector")
const panel = document.getElementById("gipi-answer")
const place = (name) => panel.querySelector(`.gipi-answer__${name}`)
const names = ["system", "processor", "tool", "python", "device"]
const radios = (name) => [...form.elements[name]]
const more = form.querySelector(".gipi-selector__more")

const { texts, answers } = await fetch(form.dataset.answers).then((file) => file.json()).catch((error) => {
  form.remove() // the list below says the same
  panel.remove()
  throw error
})

const chosen = () => new FormData(form)
const answer = (choice) => answers[names.map((name) => choice.get(name)).join("-")]
const set = (name, value) => {
  const radio = radios(name).find((one) => one.value === value)
  if (radio) radio.checked = true
  return Boolean(radio)
}

const here = seen()
const picked = new Set() // what the reader or the address has named

/** Of a processor that nobody has named, the one that the system usually has. */
function suppose() {
  if (picked.has("processor")) return
  set("processor", radios("system").find((one) => one.checked).dataset.processor)
}

// The address has the choice as ?system=windows&…; what it does not name starts as the form does.
function read() {
  const asked = new URLSearchParams(location.search)
  picked.clear()
  for (const name of names) {
    if (set(name, asked.get(name))) picked.add(name)
    else for (const one of radios(name)) one.checked = one.defaultChecked
  }
  if (!picked.has("system") && here) set("system", here)
  suppose()
}

function address(choice) {
  const asked = new URLSearchParams(location.search)
  for (const name of names) asked.set(name, choice.get(name))
  return `?${asked}`
}

function steps(numbers) {
  return numbers.map((number) => command("li", texts[number], form.dataset, (text) => (place("said").textContent = text)))
}

/** Keras on another backend: a fold with its commands. */
function way({ name, first, commands, known }, shell) {
  const fold = document.createElement("details"), head = document.createElement("summary")
  const [before, where, typed, after] = ["ul", "p", "ol", "ul"].map((tag) => document.createElement(tag))
  head.textContent = texts[name]
  before.className = "gipi-answer__first"
  where.className = "gipi-answer__shell"
  typed.className = "gipi-answer__steps"
  where.textContent = texts[shell]
  list(before, first)
  typed.replaceChildren(...steps(commands))
  list(after, known)
  fold.append(head, before, where, typed, after)
  return fold
}

function list(where, numbers) {
  where.replaceChildren(...numbers.map((number) => {
    const item = document.createElement("li")
    item.innerHTML = texts[number]
    return item
  }))
}

function name() {
  const system = chosen().get("system")
  for (const span of form.querySelectorAll("[data-word]"))
    span.textContent = system === "macos" ? span.dataset.macos : span.dataset.word
  for (const note of form.querySelectorAll("small[data-system]")) note.hidden = note.dataset.system !== system
  form.querySelector(".gipi-selector__seen").hidden = !here || system !== here
}

function word(name) {
  const radio = radios(name).find((one) => one.checked)
  const text = radio.nextElementSibling.textContent
  return name === "python" ? `${radio.closest("fieldset").firstElementChild.textContent} ${text}` : text
}

function show() {
  const choice = chosen()
  const found = answer(choice)
  name()
  more.querySelector("b").textContent = ["processor", "python", "device"].map(word).join(", ")
  panel.classList.toggle("gipi-answer--no", !found.works)
  place("title").textContent = names.map(word).join(", ")
  place("verdict").innerHTML = texts[found.verdict]
  place("nearest").hidden = !found.nearest
  if (found.nearest) {
    const link = place("nearest").querySelector("a")
    link.textContent = texts[found.mend]
    link.href = address(new Map(Object.entries(found.nearest)))
  }
  place("commands").hidden = !found.works
  place("shell").textContent = texts[found.shell]
  place("steps").replaceChildren(...steps(found.commands))
  list(place("first"), found.first)
  place("instead").hidden = found.instead.length === 0
  place("ways").replaceChildren(...found.instead.map((one) => way(one, found.shell)))
  place("evidence").hidden = found.known.length === 0
  list(place("evidence").querySelector("ul"), found.known)
  mark(choice, found)
}

// What leads nowhere can still be chosen, for then the page says why. Once it
// is chosen, only what is to blame stands out.
function mark(choice, found) {
  for (const one of form.elements) {
    if (!one.name) continue
    const blamed = Boolean(found.nearest) && one.checked && found.nearest[one.name] !== one.value
    const closed = found.works && !answer(new Map(choice).set(one.name, one.value)).works
    one.parentElement.classList.toggle("gipi-selector__blame", blamed)
    one.parentElement.classList.toggle("gipi-selector__no", closed)
    if (blamed && more.contains(one)) more.open = true
  }
}

// The other language keeps the choice.
function carry() {
  for (const link of document.querySelectorAll("a.gipi-switch")) link.search = location.search
}

form.addEventListener("change", (event) => {
  picked.add(event.target.name)
  suppose()
  history.replaceState(null, "", address(chosen()) + location.hash)
  carry()
  show()
})
form.addEventListener("submit", (event) => event.preventDefault())
addEventListener("popstate", () => {
  read()
  carry()
  show()
})
place("nearest").querySelector("a").addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  history.pushState(null, "", event.currentTarget.search)
  read()
  carry()
  show()
  panel.querySelector("[role=status]").focus()
})

read()
carry()
show()
form.hidden = panel.hidden = false
