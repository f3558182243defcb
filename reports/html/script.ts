/** What the page can do beyond reading; all of it is in the page already. */
export const script = `'use strict'
const all = (selector, root = document) => [...root.querySelectorAll(selector)]
const tools = document.querySelector('.tools')
const filter = document.getElementById('filter')
const jump = document.getElementById('jump')
const rows = all('.v').map((row) => ({
  row,
  text: ((row.querySelector('summary') || row).textContent + ' ' + row.dataset.clause).toLowerCase(),
}))
const cases = rows.filter(({ row }) => row.localName === 'details')
const pressed = (button) => button.getAttribute('aria-pressed') === 'true'

const apply = () => {
  const words = filter.value.toLowerCase().split(/\\s+/).filter(Boolean)
  const kinds = new Set(all('[data-toggle]').filter(pressed).map((button) => button.dataset.toggle))
  for (const { row, text } of rows) row.hidden = !kinds.has(row.dataset.kind) || !words.every((word) => text.includes(word))
  for (const part of all('.topic, .group, .skips li')) {
    part.hidden = !part.querySelector('.v:not([hidden])')
    if (words.length > 0 && part.matches('.topic')) part.open = !part.hidden
  }
  const shown = cases.filter(({ row }) => !row.hidden).length
  document.getElementById('shown').textContent = shown === cases.length ? '' : shown + ' of ' + cases.length + ' cases'
}

const showAll = () => {
  filter.value = ''
  for (const button of all('[data-toggle]')) button.setAttribute('aria-pressed', 'true')
  apply()
}

const reveal = () => {
  let target = null
  try {
    target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
  } catch {}
  if (!target) return
  if (target.closest('[hidden]')) showAll()
  for (let at = target; at; at = at.parentElement) if (at.localName === 'details') at.open = true
  target.scrollIntoView()
  const summary = target.querySelector('summary')
  if (summary && target.localName === 'details') summary.focus({ preventScroll: true })
}

const copy = async (button, code) => {
  getSelection().selectAllChildren(code)
  let done = false
  try {
    await navigator.clipboard.writeText(code.textContent)
    done = true
  } catch {
    done = document.execCommand('copy')
  }
  button.textContent = done ? 'Copied' : 'Press Ctrl+C'
  setTimeout(() => { button.textContent = 'Copy' }, 2000)
}

for (const box of all('.copy')) {
  const button = document.createElement('button')
  button.type = 'button'
  button.textContent = 'Copy'
  button.setAttribute('aria-label', 'Copy the command')
  button.addEventListener('click', () => copy(button, box.querySelector('code')))
  box.append(button)
}

if (tools) {
  tools.hidden = false
  tools.addEventListener('submit', (event) => event.preventDefault())
  filter.addEventListener('input', apply)
  for (const button of all('[data-toggle]')) {
    button.hidden = !cases.some(({ row }) => row.dataset.kind === button.dataset.toggle)
    button.addEventListener('click', () => {
      button.setAttribute('aria-pressed', String(!pressed(button)))
      apply()
    })
  }
  const runs = all('.run').length
  for (const topic of all('.topic')) {
    const prefix = runs > 1 ? topic.closest('.run').querySelector('.target').textContent.trim() + ': ' : ''
    jump.add(new Option(prefix + topic.querySelector('h4').textContent, topic.id))
  }
  jump.addEventListener('change', () => {
    if (!jump.value) return
    location.hash = encodeURIComponent(jump.value)
    reveal()
    jump.value = ''
  })
  document.addEventListener('keydown', (event) => {
    if (event.key === '/' && !event.ctrlKey && !event.metaKey && !event.target.closest('input, select, textarea')) {
      event.preventDefault()
      filter.select()
    }
    if (event.key === 'Escape' && event.target === filter) showAll()
  })
}

addEventListener('beforeprint', () => { for (const item of all('.findings details')) item.open = true })
addEventListener('hashchange', reveal)
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="#"]')
  if (link && link.getAttribute('href') === location.hash) reveal()
})
reveal()
`

/** Of exactly these bytes; a browser runs no other script in the page. */
export const scriptHash = 'sha256-jsppoDWuNHnUEkdC967y7g4JXMyLqg2LkX4nCy6onCU='
