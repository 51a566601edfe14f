// The selector of install/index. Every answer was computed by the build; this
// only looks it up, shows it, and keeps the choice in the page's address.

const form = document.getElementById("gipi-selector")
const panel = document.getElementById("gipi-answer")
const place = (name) => panel.querySelector(`.gipi-answer__${name}`)
const names = [...new Set([...form.elements].map((one) => one.name).filter(Boolean))]

const { texts, answers } = await fetch(form.dataset.answers).then((file) => file.json()).catch((error) => {
  form.remove() // the list below says the same
  panel.remove()
  throw error
})

const chosen = () => new FormData(form)
const answer = (choice) => answers[names.map((name) => choice.get(name)).join("-")]

// The address has the choice as ?system=windows&…; what it does not name stays as it is.
function read() {
  const asked = new URLSearchParams(location.search)
  for (const name of names) {
    const radio = [...form.elements[name]].find((one) => one.value === asked.get(name))
    if (radio) radio.checked = true
    else for (const one of form.elements[name]) one.checked = one.defaultChecked
  }
}

function address(choice) {
  const asked = new URLSearchParams(location.search)
  for (const name of names) asked.set(name, choice.get(name))
  return `?${asked}`
}

function list(where, numbers) {
  where.replaceChildren(...numbers.map((number) => {
    const item = document.createElement("li")
    item.innerHTML = texts[number]
    return item
  }))
}

function show() {
  const choice = chosen()
  const found = answer(choice)
  const words = names.map((name) => {
    const set = [...form.elements[name]].find((one) => one.checked)
    const word = set.nextElementSibling.textContent
    return name === "python" ? `${set.closest("fieldset").firstElementChild.textContent} ${word}` : word
  })
  panel.classList.toggle("gipi-answer--no", !found.works)
  place("title").textContent = words.join(", ")
  place("verdict").innerHTML = texts[found.verdict]
  place("nearest").hidden = !found.nearest
  if (found.nearest) {
    const link = place("nearest").querySelector("a")
    link.textContent = texts[found.title]
    link.href = address(new Map(Object.entries(found.nearest)))
  }
  place("commands").hidden = !found.works
  place("commands").querySelector(".filename").textContent = texts[found.shell]
  place("commands").querySelector("code").replaceChildren(...texts[found.commands].split("\n").map((line) => {
    const span = document.createElement("span")
    span.textContent = line
    return span
  }))
  list(place("first"), found.first)
  place("evidence").hidden = found.known.length === 0
  list(place("evidence").querySelector("ul"), found.known)
  mark(choice)
}

// What leads nowhere can still be chosen, for then the page says why.
function mark(choice) {
  for (const one of form.elements) {
    if (!one.name) continue
    const other = new Map(choice).set(one.name, one.value)
    one.parentElement.classList.toggle("gipi-selector__no", !answer(other).works)
  }
}

// The other language keeps the choice.
function carry() {
  for (const link of document.querySelectorAll("a.gipi-switch")) link.search = location.search
}

form.addEventListener("change", () => {
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
