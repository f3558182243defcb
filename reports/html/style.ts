/** The page, the conclusion, and the lists. */
export const style = `
:root { color-scheme: light dark;
  --paper: #fcfbf9; --card: #ffffff; --sunk: #f4f2ee; --line: #e2dfd8; --ink: #1e2126; --soft: #5a606b;
  --link: #1d5aa8; --red: #b0261c; --green: #1a7340; --amber: #855300; --blue: #3d5a80; --grey: #5f6570;
  --red-tint: #fae3df; --green-tint: #dcf0e2; --amber-tint: #f8ebcb; --grey-tint: #e9e8e4; --mark: #ffe08a; --mark-ink: #1e2126;
  --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
@media (prefers-color-scheme: dark) { :root {
  --paper: #15171a; --card: #1b1e22; --sunk: #22262b; --line: #33383f; --ink: #e8e6e1; --soft: #a3a9b3;
  --link: #8dbcf5; --red: #ff938a; --green: #7fd6a0; --amber: #efc069; --blue: #a3c0e8; --grey: #a3a9b3;
  --red-tint: #47211f; --green-tint: #1b3a28; --amber-tint: #40321a; --grey-tint: #2b2f35; --mark: #6b5312; --mark-ink: #fff3cf; } }
* { box-sizing: border-box; }
html { scroll-padding-top: 6.75rem; -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 68rem; padding: 1.75rem 1.5rem 4rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
h1, h2, h3, h4, h5, p, ul, ol, dl, dd, pre { margin: 0; padding: 0; }
ul, ol { list-style: none; }
code, pre, .line { font-family: var(--mono); font-size: .85rem; }
a { color: var(--link); text-underline-offset: .2em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 4px; }
[hidden] { display: none !important; }
.vh { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.dim { color: var(--soft); font-weight: 400; }
.mast { display: flex; justify-content: space-between; gap: 1rem; flex-wrap: wrap; margin-bottom: 1.25rem; color: var(--soft); font-size: .875rem; }
.mast h1 { font-size: inherit; font-weight: 600; }
footer { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; max-width: 44rem; }
.empty { padding: 3rem 0; font-size: 1.25rem; }
.run + .run { margin-top: 5rem; }
h3 { margin: 2.75rem 0 .75rem; font-size: 1.2rem; font-weight: 650; letter-spacing: -.01em; }
h3 .dim { font-size: .95rem; margin-left: .35rem; letter-spacing: 0; }

.banner { --tint: var(--grey-tint); --tone: var(--ink); padding: 1.5rem 1.75rem 1.6rem; border: 1px solid var(--line); border-radius: 14px; background:
  linear-gradient(to right, var(--tint) var(--judged), transparent var(--judged)),
  repeating-linear-gradient(135deg, transparent 0 10px, var(--line) 10px 11px) var(--card); }
.conforms { --tint: var(--green-tint); --tone: var(--green); }
.does-not-conform, .gate-closed { --tint: var(--red-tint); --tone: var(--red); }
.unclear, .known-failures { --tint: var(--amber-tint); --tone: var(--amber); }
.banner > * { width: fit-content; }
.target { font-size: .95rem; font-weight: 600; }
.target span { color: var(--soft); font-weight: 400; }
.banner h2 { margin: .1rem 0 .3rem; color: var(--tone); font-size: clamp(1.9rem, 1.2rem + 3.4vw, 3rem); font-weight: 750; line-height: 1.1; letter-spacing: -.015em; text-transform: uppercase; }
.judged { font-size: clamp(1.05rem, .95rem + .6vw, 1.3rem); font-weight: 600; }
.meaning, .gate { margin-top: .35rem; max-width: 46rem; }
.gate { font-weight: 600; }
.counts { margin: 1rem 0 0; }
.counts ul { display: flex; flex-wrap: wrap; gap: .15rem 1.1rem; margin-top: .5rem; font-size: .95rem; }
.bar { display: flex; gap: 2px; height: 8px; border-radius: 4px; overflow: hidden; }
.bar span { min-width: 3px; background: currentColor; }
.bar .skip, .bar .held { background: repeating-linear-gradient(135deg, var(--line) 0 3px, transparent 3px 6px); }
.n { white-space: nowrap; }
.pass { color: var(--green); } .violation { color: var(--red); } .warning, .error { color: var(--amber); } .note, .known { color: var(--blue); } .skip, .held { color: var(--grey); }
.v.pass, .v.violation, .v.warning, .v.error, .v.note, .v.known, .v.skip, .v.held { color: var(--ink); }
.s { display: inline-block; width: 1.1em; text-align: center; font-weight: 700; }

.topics { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .5rem; margin-top: 1.5rem; }
.topics a { display: block; height: 100%; padding: .55rem .8rem .6rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: inherit; text-decoration: none; line-height: 1.4; }
.topics a:hover, .index a:hover { border-color: var(--soft); }
.topics b { display: block; font-weight: 600; }
.topics .n { margin-right: .45rem; font-size: .9rem; }
.index { display: grid; gap: .5rem; margin-bottom: 3rem; }
.index a { display: grid; grid-template-columns: 10.5rem 1fr auto minmax(8rem, auto); gap: .1rem 1.25rem; align-items: baseline; padding: .7rem 1rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: inherit; text-decoration: none; }
.word { color: var(--tone, var(--ink)); } .much { color: var(--soft); }
.index .n { margin-right: .45rem; }

.tools { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; gap: .5rem .6rem; align-items: center; margin: 1.75rem -.5rem 0; padding: .6rem .5rem; background: var(--paper); border-bottom: 1px solid var(--line); font-size: .875rem; }
main > .tools { margin: 0 -.5rem 1.25rem; }
.tools input, .tools select, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: .35rem .6rem; }
.tools input { flex: 1 1 11rem; min-width: 0; }
.tools select { max-width: 10.5rem; }
.toggles { display: flex; flex-wrap: wrap; gap: .3rem; }
button { cursor: pointer; white-space: nowrap; }
button:hover { border-color: var(--soft); }
.toggles button { padding-inline: .45rem .6rem; }
.toggles button[aria-pressed=false] { background: none; color: var(--soft); text-decoration: line-through; }
#shown:empty { display: none; }

.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr)); gap: .7rem 2rem; font-size: .925rem; }
dt { color: var(--soft); font-size: .825rem; }
`
