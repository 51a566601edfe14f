// The search worker, tried with an index of one page.

const { createContext, runInContext } = require("node:vm")

module.exports = (code) => {
  const said = []
  let listen
  const scope = {
    addEventListener: (type, listener) => (listen = listener),
    postMessage: (message) => said.push(message.type),
  }
  runInContext(code, createContext(scope))
  const config = { separator: "\\s", terms: [] }
  const docs = [{ location: "", title: "깊이", text: "<p>딥러닝</p>" }]
  listen({ data: { type: 0, data: { config, docs, options: {} } } })
  listen({ data: { type: 2, data: "딥러닝" } })
  if (said.join() !== "1,3") throw new Error(`the search worker answers ${said.join() || "nothing"} instead of 1,3`)
}
