// Leaves of the glossary the terms in whose names something stands; without this script all of them stay.

const line = document.querySelector(".gipi-find")
const field = line.querySelector("input"), said = line.querySelector("[role=status]")
const plain = (text) => text.normalize("NFC").toLowerCase().replace(/\s+/g, "")

// A term, its explanation, and the small print: what else it is called.
const terms = [...document.querySelectorAll(".gipi-jump ~ dl dt")].map((term) => {
  const parts = [term]
  while (parts.at(-1).nextElementSibling?.matches("dd")) parts.push(parts.at(-1).nextElementSibling)
  const names = parts.flatMap((part) => (part === term ? [part] : [...part.querySelectorAll("small")]))
  return { parts, names: plain(names.map((name) => name.textContent).join(" ")) }
})
const lists = [...document.querySelectorAll(".gipi-jump ~ dl")]

function show() {
  const wanted = plain(field.value)
  let there = 0
  for (const { parts, names } of terms) {
    const fits = names.includes(wanted)
    there += fits
    for (const part of parts) part.hidden = !fits
  }
  for (const list of lists) {
    list.hidden = !list.querySelector("dt:not([hidden])")
    const title = list.previousElementSibling
    if (title.matches("h2")) title.hidden = list.hidden
  }
  said.textContent = there ? "" : said.dataset.none
}

field.addEventListener("input", show)
// A link leads to a term, hidden or not.
addEventListener("hashchange", () => {
  if (!document.getElementById(location.hash.slice(1))?.closest("[hidden]")) return
  field.value = ""
  show()
  document.getElementById(location.hash.slice(1)).scrollIntoView()
})
line.hidden = false
show()
