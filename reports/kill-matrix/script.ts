/** Tells mutant and case of the cell under the pointer, or of the one that the arrow keys lead to; all of it is in the page already. */
export const script = `'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const textOf = (selector, root) => root.querySelector(selector).textContent

const rangesOf = (text) => text.split(' ').filter(Boolean).map((range) => range.split('-').map(Number))

const explore = (part) => {
  const svg = part.querySelector('.plot svg')
  const tip = part.querySelector('.tip')
  const [across, down] = all('.cross', svg)
  const clauseOf = (element) => textOf('h4', element.closest('.clause'))
  const rows = all('.m', part).map((element) => ({ element, y: Number(element.dataset.y), red: rangesOf(element.dataset.red) }))
  const columns = all('.c', part).map((element) => ({ element, x: Number(element.dataset.x), width: Number(element.dataset.width) }))
  const isRed = (row, column) => rows[row].red.some(([from, to = from]) => from <= column && column <= to)
  const { x: left, y: top, width, height } = svg.viewBox.baseVal
  const end = { x: Number(svg.querySelector('.lane')?.getAttribute('width')), y: top + height - 4 }
  let at = null

  const line = (parent, name, text) => {
    const element = document.createElement(name)
    element.textContent = text
    parent.append(element)
    return element
  }
  const soft = (parent, text) => { line(parent, 'span', text).className = 'dim' }

  const tell = () => {
    const [mutant, asked] = [rows[at.row].element, columns[at.column].element]
    const isOwn = clauseOf(mutant) === clauseOf(asked)
    const red = isRed(at.row, at.column)
    tip.replaceChildren()
    const verdict = line(tip, 'p', '')
    line(verdict, 'i', '').className = !red ? 'green' : isOwn ? 'kill' : 'echo'
    line(verdict, 'b', red ? 'red' : 'green')
    verdict.append(red ? (isOwn ? ': the case catches the mutant of its clause' : ': a case of another clause notices it, too') : ': the case does not notice this fault')
    const fault = line(tip, 'p', '')
    line(fault, 'b', textOf('.name', mutant) + ' ')
    fault.append(textOf('.what', mutant))
    soft(fault, 'mutant of ' + clauseOf(mutant) + ', red are ' + textOf('.n', mutant))
    const question = line(tip, 'p', '')
    question.append(textOf('.title', asked))
    const caught = all('a', asked).length
    soft(question, textOf('code', asked) + ', case of ' + clauseOf(asked) + ', red on ' + caught + (caught === 1 ? ' mutant' : ' mutants'))
  }

  const place = (box, x, y, w, h) => {
    for (const [name, value] of Object.entries({ x, y, width: w, height: h })) box.setAttribute(name, value)
    box.removeAttribute('hidden')
  }

  const show = (row, column) => {
    if (at && at.row === row && at.column === column) return
    at = { row, column }
    const size = svg.querySelector('.lane').height.baseVal.value
    place(across, -1, rows[row].y - 0.5, end.x + 2, size + 1)
    place(down, columns[column].x - 0.5, -1, columns[column].width + 1, end.y + 2)
    tell()
    tip.hidden = false
    const scale = svg.clientWidth / width
    const [x, y] = [(columns[column].x - left) * scale, (rows[row].y - top) * scale]
    tip.style.left = (x > svg.clientWidth / 2 ? Math.max(0, x - tip.offsetWidth - 16) : x + 16) + 'px'
    tip.style.top = (y > svg.clientHeight / 2 ? y - tip.offsetHeight - 16 : y + 16) + 'px'
  }

  const hide = () => {
    at = null
    tip.hidden = true
    for (const box of [across, down]) box.setAttribute('hidden', '')
  }

  // Cells are small: a red one beside the pointer is meant.
  const near = [[0, 0], [0, -1], [0, 1], [-1, 0], [1, 0]]

  const point = (event) => {
    const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse())
    if (x < 0 || y < 0 || x > end.x || y > end.y) return hide()
    const [row, column] = [rows.findLastIndex((item) => item.y <= y), columns.findLastIndex((item) => item.x <= x)]
    show(...(near.map(([down, right]) => [row + down, column + right]).find((cell) => rows[cell[0]] && isRed(...cell)) || [row, column]))
  }

  const steps = {
    ArrowDown: () => show(Math.min(at.row + 1, rows.length - 1), at.column),
    ArrowUp: () => show(Math.max(at.row - 1, 0), at.column),
    ArrowRight: () => {
      const next = columns.findIndex((_, column) => column > at.column && isRed(at.row, column))
      if (next >= 0) show(at.row, next)
    },
    ArrowLeft: () => {
      const next = columns.findLastIndex((_, column) => column < at.column && isRed(at.row, column))
      if (next >= 0) show(at.row, next)
    },
    Enter: () => { location.hash = rows[at.row].element.id },
    Escape: hide,
  }

  if (rows.length === 0 || columns.length === 0) return
  for (const title of all('title', svg)) title.remove()
  svg.tabIndex = 0
  svg.addEventListener('pointermove', point)
  svg.addEventListener('pointerleave', hide)
  svg.addEventListener('blur', hide)
  svg.addEventListener('keydown', (event) => {
    const step = steps[event.key]
    if (!step) return
    event.preventDefault()
    if (at) step()
    else show(0, 0)
  })
}

const reveal = () => {
  let target = null
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {}
  for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true
  if (target) target.scrollIntoView()
}

for (const part of all('.role')) explore(part)
addEventListener('hashchange', reveal)
reveal()
`

/** Of exactly these bytes; a browser runs no other script in the page. */
export const scriptHash = 'sha256-sVpJxbCTImuTCPHdPITeh4vP4PhUk2iXghy3480Lp9Q='
