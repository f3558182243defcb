/** A page that reads the stream and publishes; it is plain, so that it can be read. */
export const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>sse-conformance serve</title>
<style>
  body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
  form { display: grid; grid-template-columns: auto 1fr; gap: .4rem .8rem; align-items: start }
  input, textarea, button { font: inherit; padding: .3rem .5rem }
  button { grid-column: 2; justify-self: start }
  ol { padding: 0; list-style: none; font: 14px/1.5 ui-monospace, monospace }
  li { border-top: 1px solid #8884; padding: .3rem 0; white-space: pre-wrap; overflow-wrap: anywhere }
  #state { font-weight: 600 }
</style>
<h1>A stream to play with</h1>
<p><code>/events</code> is <span id="state">connecting</span>. What is published here, or with <code>POST /publish</code>, goes to all who listen.</p>
<form id="form">
  <label for="event">event</label><input id="event" placeholder="message">
  <label for="id">id</label><input id="id">
  <label for="data">data</label><textarea id="data" rows="3">hello</textarea>
  <button>Publish</button>
</form>
<ol id="seen" aria-live="polite"></ol>
<script>
  const byId = (id) => document.getElementById(id)
  const token = new URLSearchParams(location.search).get('token')
  const tell = (text) => byId('seen').prepend(Object.assign(document.createElement('li'), { textContent: text }))
  const authorization = token ? { authorization: 'Bearer ' + token } : {}
  const open = async () => {
    const url = token ? (await (await fetch('/fresh', { method: 'POST', headers: authorization })).json()).url : '/events'
    const source = new EventSource(url)
    source.onopen = () => { byId('state').textContent = 'open' }
    source.onerror = () => { byId('state').textContent = source.readyState === 2 ? 'closed for good' : 'connecting again' }
    const show = (event) => tell(event.type + (event.lastEventId ? ' #' + event.lastEventId : '') + '\\n' + event.data)
    const types = new Set(['message'])
    source.onmessage = show
    byId('form').addEventListener('submit', () => {
      const type = byId('event').value
      if (type && !types.has(type)) source.addEventListener(type, show)
      types.add(type)
    })
  }
  byId('form').addEventListener('submit', async (submit) => {
    submit.preventDefault()
    const event = { data: byId('data').value }
    for (const key of ['event', 'id']) if (byId(key).value) event[key] = byId(key).value
    const answer = await fetch('/publish', { method: 'POST', headers: authorization, body: JSON.stringify(event) })
    if (!answer.ok) tell('refused: ' + await answer.text())
  })
  open()
</script>
`
