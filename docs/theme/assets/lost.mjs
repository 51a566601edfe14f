// The page of a wrong address. Without this script its field is empty and the source language comes first.

const steps = location.pathname.split("/").filter(Boolean)
const parts = [...document.querySelectorAll(".gipi-lost > section")]
const own = parts.find((part) => steps.includes(part.lang))
if (own) own.parentElement.prepend(own)

// The last word of the address is what was looked for: /concepts/lose-function.html
let word = ""
try {
  word = decodeURIComponent(steps.at(-1) ?? "").replace(/\.\w+$/, "").replace(/[-_]+/g, " ")
} catch {
  // An address is whatever somebody wrote.
}
if (/\p{L}{2}/u.test(word) && word !== own?.lang)
  for (const field of document.querySelectorAll(".gipi-lost input")) field.value = word
