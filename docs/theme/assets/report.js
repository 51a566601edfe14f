// Shows what the link "report a mistake" carries: the page and its versions.
const facts = new URLSearchParams(location.search);
const place = document.getElementById("gipi-report");
if (place && facts.size) {
  const list = document.createElement("pre");
  list.tabIndex = 0;
  list.textContent = [...facts].map(([name, value]) => `${name}: ${value}`).join("\n");
  place.append(list);
  place.hidden = false;
}
