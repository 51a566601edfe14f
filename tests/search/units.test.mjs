// The search worker's modules by themselves; tests/test_search.py runs this with node --test.

import assert from "node:assert/strict"
import { test } from "node:test"

import { mark, pattern } from "../../docs/theme/src/search/excerpt.js"
import { asHangul, asLatin, isTail, verbNoun, withoutParticle } from "../../docs/theme/src/search/hangul.js"
import { isMessage, withoutNoise } from "../../docs/theme/src/search/message.js"
import { distance } from "../../docs/theme/src/search/names.js"
import { setup } from "../../docs/theme/src/search/search.js"
import { compact, plain, singular, words } from "../../docs/theme/src/search/text.js"
import { terms } from "../../docs/theme/src/search/tokens.js"
import { Vocabulary } from "../../docs/theme/src/search/vocabulary.js"

test("text of the index becomes readable text, its blocks lines", () => {
  assert.equal(plain("<p>a &lt;b&gt;</p> c<pre><code>d\n</code></pre>").replace(/\n+/g, "|"), "|a <b>| c|d|")
})

test("words know their script and their neighbours", () => {
  const list = words("텐서를(tensor) keras.layers.dense 2.15는")
  assert.deepEqual(list.map(({ text }) => text), ["텐서를", "tensor", "keras.layers.dense", "2.15", "는"])
  assert.deepEqual(list.map(({ glued }) => glued), [false, false, false, false, true])
})

test("spellings of one word have one key", () => {
  assert.equal(compact("손실 함수"), compact("손실함수"))
  assert.equal(compact("Cross-Entropy"), compact("crossentropy"))
  assert.equal(compact("dense layers"), compact("Dense Layer"))
})

test("only plurals lose their s", () => {
  assert.deepEqual(["layers", "losses", "keras", "bias", "axis", "loss", "class"].map(singular), ["layer", "loss", "keras", "bias", "axis", "loss", "class"])
})

test("terms cross a blank, but not a full stop", () => {
  assert.ok(terms("손실 함수").includes("실 함"))
  assert.ok(!terms("손실. 함수").includes("실 함"))
  assert.ok(terms("층은 함수이다").includes("층"))
  assert.deepEqual(terms("np_utils"), ["np_utils", "np", "util"])
})

test("keyboards are told apart", () => {
  assert.equal(asHangul("thstlf gkatn"), "손실 함수")
  assert.equal(asHangul("Tkd"), "쌍")
  assert.equal(asHangul("tensor"), null)
  assert.equal(asHangul("how"), null)
  assert.equal(asLatin("채ㅜㅇㅁ"), "conda")
  assert.equal(asLatin("conda"), null)
})

test("particles and verb endings", () => {
  assert.deepEqual(withoutParticle("환경에서는")[0], ["환경", "에서는"])
  assert.equal(verbNoun("초기화하면"), "초기화")
  assert.ok(isTail("에서는") && isTail("됐는지") && !isTail("률"))
})

test("the vocabulary learns what is a word", () => {
  const one = new Vocabulary()
  one.add("손실은 작다. 손실이 크다. 손실을 잰다. 차이가 난다. 차이를 본다.")
  const no = () => false
  assert.equal(one.stem("손실이", no), "손실")
  assert.equal(one.stem("손실의", no), "손실")
  assert.equal(one.stem("차이", no), "차이")
})

test("letters changed round are one error", () => {
  assert.equal(distance("tesnor", "tensor"), 1)
  assert.equal(distance("ㅇㅕㄱ", "ㅇㅕㅋ"), 1)
})

test("a message loses what only its own computer has", () => {
  const message = "W0000 00:00:1714550400.000000 gpu_device.cc:2251] Cannot dlopen some GPU libraries in /home/kim/dl/.venv/lib."
  assert.ok(isMessage(message))
  assert.equal(withoutNoise(message).replace(/\s+/g, " ").trim(), "Cannot dlopen some GPU libraries in")
  assert.ok(!isMessage("손실 함수"))
  assert.ok(!isMessage("텐서플로 설치 에러 해결") && !isMessage("how to fix an error"))
  assert.ok(isMessage("ValueError raised in fit") && isMessage("지정된 모듈을 찾을 수 없습니다"))
  const traceback = 'Traceback (most recent call last): File "a.py", line 1, in <module> import keras ImportError: cannot import name x'
  assert.equal(withoutNoise(traceback), "ImportError: cannot import name x")
})

test("what was found is marked as it is spelt, and nothing becomes HTML", () => {
  const matches = pattern([{ weight: 1, surfaces: ["손실함수", "layer"] }])
  assert.equal(mark("<손실 함수>와 layers, player", matches), "&lt;<mark>손실 함수</mark>&gt;와 <mark>layers</mark>, player")
})

const INDEX = {
  config: {
    separator: "[\\s.]+",
    glossary: "glossary/",
    terms: [
      { id: "loss-function", names: ["손실 함수", "loss function"], page: "loss/" },
      { id: "backpropagation", names: ["역전파", "backpropagation", "오차역전파"], page: "backpropagation/" },
      { id: "overfitting", names: ["과대적합", "overfitting"] },
      { id: "error-function", names: ["에러 함수", "error function"], page: "cost/" },
    ],
  },
  docs: [
    { location: "loss/", title: "손실 함수", text: "<p>손실 함수는 예측이 얼마나 벗어났는지를 나타냅니다.</p>" },
    { location: "loss/#why", title: "왜 정확도를 쓰지 않나", text: "<p>손실 함수의 기울기가 있어야 합니다.</p>" },
    { location: "backpropagation/", title: "역전파", text: "<p>손실 함수의 기울기를 뒤에서부터 구합니다.</p>" },
    { location: "errors/", title: "오류 사전", text: "<p>오류를 찾는 사전입니다.</p>" },
    { location: "errors/gpu/", title: "GPU를 찾지 못할 때", text: "<p>그래픽 카드가 없다고 나옵니다.</p>", typed: ["gpu 인식 안 됨", "그래픽 카드 오류"] },
    { location: "cost/", title: "오류 함수", text: "<p>GPU 이야기입니다. 에러 함수라고도 합니다.</p>" },
    { location: "install/", title: "설치", text: "<p><code>conda activate dl</code> 다음에 <code>ModuleNotFoundError: No module named 'keras'</code></p>" },
    { location: "glossary/", title: "용어집", text: "" },
    { location: "glossary/#loss-function", title: "손실 함수", text: "<p>얼마나 벗어났는지를 내는 함수입니다.</p>" },
    { location: "glossary/#overfitting", title: "과대적합", text: "<p>지나치게 맞추어진 상태입니다.</p>" },
    { location: "glossary/#backpropagation", title: "역전파", text: "<p>기울기를 구하는 방법입니다.</p>" },
  ],
}

const first = (found) => found.items[0]?.[0].location

test("one page, however it is asked for", () => {
  const search = setup(INDEX)
  const ways = ["손실 함수", "손실함수란", "loss funtcion", "thstlf gkatn", "ㅅㅅㅎㅅ", "손실 함", "손실 햠수", "손실 함수가 뭐야", "채ㅜㅇㅁ"]
  assert.deepEqual(ways.map((way) => first(search(way))), [...Array(8).fill("loss/"), "install/"])
  assert.equal(first(search("오차역전파는 왜 필요해요?")), "backpropagation/")
})

test("the page about a term stands before those that mention it, the glossary where there is none", () => {
  const search = setup(INDEX)
  assert.equal(first(search("과대적합을")), "glossary/#overfitting")
  assert.equal(first(search("No module named 'keras'")), "install/")
})

test("who says that something is wrong is led to the way out, who names a term to the term", () => {
  const search = setup(INDEX)
  for (const way of ["gpu 에러", "GPU 오류나요", "gpu에러", "gpu 인식이 안 돼요", "gpu를 못 찾아요", "gpu error", "그래픽카드 오류"])
    assert.equal(first(search(way)), "errors/gpu/", way)
  for (const way of ["에러", "오류", "에러 해결 방법", "안돼요", "how to fix an error", "텐서플로 에러"])
    assert.match(first(search(way)), /^errors\/(?:#|$)/, way)
  for (const way of ["에러 함수", "에러함수란", "error function"]) assert.equal(first(search(way)), "cost/", way)
})

test("a syllable half typed finds what it will be", () => {
  const search = setup(INDEX)
  for (const typed of ["ㅇ", "여", "역", "역ㅈ", "역저", "역전", "역전ㅍ", "역전파"]) assert.equal(first(search(typed)), "backpropagation/", typed)
})

test("nothing found offers the terms that look like it and says so, none where none does; no query finds nothing", () => {
  const search = setup(INDEX)
  const found = search("손선함쉬")
  assert.ok(found.nearest)
  assert.ok(found.items[0].every(({ location }) => location.startsWith("glossary/")))
  assert.deepEqual(search("짬뽕국물"), { items: [], nearest: true })
  assert.deepEqual(search("  "), { items: [] })
})

test("terms hold what the page has, for Material to mark", () => {
  const [[document]] = setup(INDEX)("손실함수").items
  assert.ok(document.terms["손실 함수"])
  assert.match(document.text, /<mark>손실 함수<\/mark>/)
})
