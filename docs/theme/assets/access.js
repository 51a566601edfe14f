// Four things that Material's script leaves undone for those who do not use a
// mouse. It works on the page only after it has been read, hence the observer.

const article = document.querySelector("article")

function mend() {
  // Each copy button sits in a <nav> of its own: landmarks without a name.
  for (const nav of article.querySelectorAll(".md-code__nav:not([role])")) nav.setAttribute("role", "none")

  // The number of a code annotation is drawn by the style sheet alone.
  for (const link of article.querySelectorAll(".md-annotation__index:not([aria-label])"))
    link.setAttribute("aria-label", link.firstElementChild?.dataset.mdAnnotationId ?? "+")

  // What scrolls sideways must be reachable with the keyboard.
  for (const box of article.querySelectorAll(".md-typeset__scrollwrap, .tabbed-labels, .jupyter-wrapper pre, math[display=block], .arithmatex")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0
    else box.removeAttribute("tabindex")
  }
}

mend()
new MutationObserver(mend).observe(article, { childList: true, subtree: true })
addEventListener("resize", mend)

// What was pasted on the front page waits for the dictionary's box, which is about to read its field.
const pasted = document.getElementById("gipi-pasted")
if (pasted && sessionStorage.getItem("gipi-pasted")) {
  pasted.value = sessionStorage.getItem("gipi-pasted")
  sessionStorage.removeItem("gipi-pasted")
}

// Material searches on a key's way up; what is pasted by mouse or touch has none.
const query = document.querySelector(".md-search__input")
query?.addEventListener("input", () => query.dispatchEvent(new Event("keyup")))
