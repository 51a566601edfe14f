// Reads { worker, index, queries } and writes what the worker says to each query, as the dialog would show it:
// [{ query, pages, ms }], the pages as addresses below the site's root, best first; none where it offers only terms.

const { readFileSync } = require("node:fs")
const { createContext, runInContext } = require("node:vm")

const [SETUP, , QUERY, RESULT] = [0, 1, 2, 3]

const { worker, index, queries } = JSON.parse(readFileSync(process.argv[2], "utf8"))
let result
const scope = {
  console,
  addEventListener: (type, listen) => (scope.listen = listen),
  postMessage: (message) => message.type === RESULT && (result = message.data),
}
runInContext(readFileSync(worker, "utf8"), createContext(scope))
scope.listen({ data: { type: SETUP, data: { ...JSON.parse(readFileSync(index, "utf8")), options: { suggest: true } } } })

const answers = queries.map((query) => {
  const start = performance.now()
  scope.listen({ data: { type: QUERY, data: query } })
  const ms = performance.now() - start
  const offered = result.items.some((documents) => documents.some(({ title }) => title.includes("gipi-nearest")))
  const pages = offered ? [] : result.items.map(([document]) => document.location.split("#")[0])
  return { query, pages, ms }
})
process.stdout.write(JSON.stringify(answers))
