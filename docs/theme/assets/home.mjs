// The front page's third door and its slider. Without this script the door is
// a link, and the figure shows all of its panels.

// What is pasted goes to the dictionary's own box through this browser's
// storage: an address would send it to whoever serves the site.
const ask = document.querySelector(".gipi-ask")
const field = ask.querySelector("textarea")
field.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return
  event.preventDefault()
  ask.requestSubmit()
})
ask.addEventListener("submit", () => {
  if (field.value.trim()) sessionStorage.setItem("gipi-pasted", field.value)
})
ask.hidden = false

// The figure's four panels stand in two rows of two; the slider shows one.
const slide = document.querySelector(".gipi-slide")
const home = document.querySelector(".gipi-home")
const depth = slide.querySelector("input")
const said = slide.querySelector("output")

function show() {
  const text = depth.dataset.text.replace("#", depth.value)
  home.dataset.depth = depth.value
  said.textContent = text
  depth.setAttribute("aria-valuetext", text)
}
depth.addEventListener("input", show)
slide.hidden = false
show()
