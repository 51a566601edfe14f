// The page of a wrong address: its last word is what was looked for, /concepts/lose-function.html.

const { asked } = document.documentElement.dataset
let word = ""
try {
  word = decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? "")
} catch {
  // An address is whatever somebody wrote.
}
word = word.replace(/\.\w+$/, "").replace(/[-_]+/g, " ")
if (/\p{L}{2}/u.test(word) && word !== asked)
  for (const field of document.querySelectorAll(".gipi-lost input")) field.value = word
