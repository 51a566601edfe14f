// Copies the page as Markdown. A page opened as a file cannot read its neighbours: there the link has to do.
{
  const button = document.querySelector(".gipi-along button")
  const said = document.querySelector(".gipi-along [role=status]")
  button?.addEventListener("click", async () => {
    const text = fetch(button.dataset.from).then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)))
    try {
      // A promise, since Safari lets nothing be copied that comes after the click is over.
      const typed = text.then((blob) => new Blob([blob], { type: "text/plain" }))
      await navigator.clipboard.write([new ClipboardItem({ "text/plain": typed })])
      said.textContent = button.dataset.done
    } catch (error) {
      said.textContent = button.dataset.not
      console.warn(error)
    }
    setTimeout(() => (said.textContent = ""), 4000)
  })
  if (button) button.hidden = location.protocol === "file:" || !navigator.clipboard?.write
}
